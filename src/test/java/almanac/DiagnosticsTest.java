package almanac;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Diagnostic;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every diagnostic code is declared once and has a page of its own that names it and its hint. */
class DiagnosticsTest {
    private static Map<String, String> declared() throws ReflectiveOperationException {
        Map<String, String> codes = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("almanac")) {
            for (JavaField field : type.getFields()) {
                if (field.getRawType().isEquivalentTo(Diagnostic.Code.class)
                        && field.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC)) {
                    Field reflected = field.reflect();
                    reflected.setAccessible(true);
                    Diagnostic.Code code = (Diagnostic.Code) reflected.get(null);
                    String where = type.getName() + "." + field.getName();
                    assertThat(codes.put(code.id(), where))
                            .as(code.id() + " is declared twice")
                            .isNull();
                }
            }
        }
        return codes;
    }

    @Test
    void everyCodeHasAPage() throws ReflectiveOperationException {
        for (String code : declared().keySet()) {
            assertThat(Path.of("docs/diagnostics/" + code + ".md"))
                    .exists()
                    .content()
                    .contains(code);
        }
    }

    @Test
    void everyPageBelongsToACode() throws ReflectiveOperationException, IOException {
        Map<String, String> codes = declared();
        try (Stream<Path> pages = Files.list(Path.of("docs/diagnostics"))) {
            assertThat(pages.map(p -> p.getFileName().toString())
                            .filter(name -> name.startsWith("ALM-"))
                            .map(name -> name.substring(0, 8)))
                    .allMatch(codes::containsKey);
        }
    }
}
