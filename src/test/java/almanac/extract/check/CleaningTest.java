package almanac.extract.check;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Diagnostic;
import almanac.rule.CheckRule;
import almanac.rule.RuleBook;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The check documents carry the data they must fire on and hold on. */
class CleaningTest {
    @TestFactory
    Stream<DynamicTest> firesAndHoldsAsTheDocumentsSay() {
        RuleBook book = RuleBook.load(List.of(Path.of("rules")));
        return book.checks().stream()
                .map((CheckRule rule) -> DynamicTest.dynamicTest(
                        rule.id(),
                        () -> assertThat(Cleaning.test(rule, book))
                                .map(Diagnostic::line)
                                .isEmpty()));
    }
}
