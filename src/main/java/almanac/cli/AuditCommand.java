package almanac.cli;

import almanac.model.Diagnostic;
import almanac.study.AuditDesk;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almanac audit}: published tables held against themselves. */
@Command(
        name = "audit",
        description = "Checks what a paper prints against itself: correlation table, N, nested regressions.",
        footer = {"", "Example:", "  almanac audit paper.pdf --format html > audit.html"})
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "A claims file (JSON), or a paper: PDF, DOCX, HTML, Markdown.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--format", description = "text (default), json or html.", defaultValue = "text")
    private AuditDesk.Form form = AuditDesk.Form.TEXT;

    @Option(
            names = "--what-if",
            paramLabel = "FORMULA",
            description = "A model to compute from the printed tables: \"y ~ a + b\"; may be given again.")
    private List<String> whatIf = List.of();

    private final Console console;

    AuditCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        AuditDesk.Outcome outcome = AuditDesk.audit(file, form, whatIf);
        for (Diagnostic diagnostic : outcome.diagnostics()) {
            console.report(diagnostic);
        }
        if (outcome.text().isEmpty()) {
            return Almanac.INPUT;
        }
        console.out().print(outcome.text().get());
        return outcome.clean() ? Almanac.DONE : Almanac.FINDINGS;
    }
}
