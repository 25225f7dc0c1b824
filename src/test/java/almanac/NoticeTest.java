package almanac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** NOTICE names the licence of all that the program runs with, and none that GPL-3.0-or-later could not take in. */
class NoticeTest {
    private static final Pattern COMPATIBLE = Pattern.compile(
            "(GPL-3\\.0-or-later|LGPL-(2\\.1-or-later|3\\.0)|Apache-2\\.0|BSD-[23]-Clause|MIT)( \\(.*\\))?");

    /** Pattern of an artifact's name to its licence. */
    private static TreeMap<String, String> licences() throws IOException {
        TreeMap<String, String> licences = new TreeMap<>();
        boolean jars = false;
        for (String line : Files.readAllLines(Path.of("NOTICE"))) {
            jars = line.startsWith("## ") ? line.equals("## Jars") : jars;
            String[] parts = line.split(" \\| ", -1);
            if (jars && parts.length == 3 && !parts[0].equals("artifact") && !parts[0].startsWith("--")) {
                licences.put(parts[0], parts[1]);
            }
        }
        return licences;
    }

    private static boolean named(String artifact) throws IOException {
        return licences().keySet().stream()
                .anyMatch(name -> name.endsWith("*")
                        ? artifact.startsWith(name.substring(0, name.length() - 1))
                        : artifact.equals(name));
    }

    @Test
    void everyLicenceGoesWithTheGpl() throws IOException {
        assertThat(licences()).hasSizeGreaterThan(20);
        licences().forEach((name, licence) -> assertThat(licence).as(name).matches(COMPATIBLE));
    }

    @Test
    void everyDependencyOfThePomIsNamed() throws Exception {
        NodeList dependencies = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getElementsByTagName("dependency");
        int seen = 0;
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            NodeList scope = dependency.getElementsByTagName("scope");
            if (scope.getLength() > 0
                    && List.of("test", "provided", "import")
                            .contains(scope.item(0).getTextContent())) {
                continue;
            }
            String artifact =
                    dependency.getElementsByTagName("artifactId").item(0).getTextContent();
            if (dependency.getParentNode().getParentNode().getNodeName().equals("project")) {
                assertThat(named(artifact)).as("NOTICE names " + artifact).isTrue();
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(10);
    }

    @Test
    void everyJarThatIsShippedIsNamed() throws IOException {
        Path lib = Path.of("target/lib");
        assumeTrue(Files.isDirectory(lib), "target/lib is made by mvn package");
        try (Stream<Path> jars = Files.list(lib)) {
            for (Path jar : jars.sorted().toList()) {
                String artifact = jar.getFileName().toString().replaceFirst("-\\d.*\\.jar$", "");
                assertThat(named(artifact)).as("NOTICE names " + artifact).isTrue();
            }
        }
    }
}
