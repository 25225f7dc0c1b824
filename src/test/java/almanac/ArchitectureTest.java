package almanac;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The package map of README.md, read and enforced. */
class ArchitectureTest {
    private static JavaClasses classes;
    private static Map<String, List<String>> map;

    @BeforeAll
    static void read() throws IOException {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-test/")) // compiled by hand, beside Maven's folders
                .importPackages("almanac");
        map = packageMap();
    }

    private static Map<String, List<String>> packageMap() throws IOException {
        Map<String, List<String>> packages = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("```")) {
                inside = line.equals("```packages");
            } else if (inside && !line.isBlank()) {
                String name = line.substring(0, line.indexOf(':'));
                String[] columns = line.substring(line.indexOf(':') + 1).strip().split(" {2,}");
                List<String> imports = columns.length == 1 ? List.of() : Arrays.asList(columns[0].split(" "));
                packages.put(name, imports.equals(List.of("all", "above")) ? List.copyOf(packages.keySet()) : imports);
            }
        }
        return packages;
    }

    private static String top(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 1 ? parts[1] : "";
    }

    @Test
    void everyPackageStandsInTheMap() {
        Set<String> found = new TreeSet<>();
        classes.forEach(type -> found.add(top(type)));
        assertThat(map.keySet()).containsExactlyInAnyOrderElementsOf(found);
    }

    @TestFactory
    Stream<DynamicTest> packagesImportOnlyWhatTheMapAllows() {
        return map.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String[] forbidden = map.keySet().stream()
                            .filter(other -> !other.equals(entry.getKey())
                                    && !entry.getValue().contains(other))
                            .map(other -> "almanac." + other + "..")
                            .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage("almanac." + entry.getKey() + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .check(classes);
                }));
    }

    @Test
    void hasNoCycles() {
        slices().matching("almanac.(*)..").should().beFreeOfCycles().check(classes);
    }

    @TestFactory
    Stream<DynamicTest> librariesStayBehindTheirFences() {
        Map<String, List<String>> fences = new LinkedHashMap<>();
        fences.put("org.apache.tika..", List.of("document"));
        fences.put("org.jsoup..", List.of("document"));
        fences.put("org.apache.pdfbox..", List.of("document", "report", "simulate"));
        fences.put("org.apache.poi..", List.of("document", "report", "simulate"));
        fences.put("edu.stanford..", List.of("rule", "extract"));
        fences.put("org.apache.lucene..", List.of("index"));
        fences.put("org.duckdb..", List.of("warehouse"));
        fences.put("java.sql..", List.of("warehouse"));
        fences.put("org.apache.commons.math3..", List.of("complexity", "regression", "mining", "audit", "simulate"));
        fences.put("picocli..", List.of("cli"));
        return fences.entrySet().stream()
                .map(fence -> DynamicTest.dynamicTest(
                        fence.getKey(),
                        () -> noClasses()
                                .that()
                                .resideOutsideOfPackages(fence.getValue().stream()
                                        .map(name -> "almanac." + name + "..")
                                        .toArray(String[]::new))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(fence.getKey())
                                .check(classes)));
    }
}
