package almanac.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.model.EnvironmentTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFolderTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void replacesAnEarlierBundleAsAWhole() throws IOException {
        Path target = folder.resolve("study");
        bundle(target).write("old.csv", "1").finish();
        bundle(target).write("new.csv", "2").finish();
        assertThat(target.resolve("old.csv")).doesNotExist();
        assertThat(target.resolve("new.csv")).hasContent("2");
    }

    @Test
    void fillsAnEmptyFolder() throws IOException {
        bundle(folder.resolve("study")).finish();
        Path empty = Files.createDirectory(folder.resolve("empty"));
        bundle(empty).finish();
        assertThat(empty.resolve("manifest.json")).exists();
    }

    @Test
    void neverDeletesWhatIsNoBundle() throws IOException {
        Path notes = Files.createDirectory(folder.resolve("home")).resolve("notes.txt");
        Files.writeString(notes, "mine");
        assertThatThrownBy(() -> new BundleFolder(notes.getParent()))
                .isInstanceOf(EnvironmentTrouble.class)
                .hasMessageContaining("nothing was changed");
        assertThatThrownBy(() -> new BundleFolder(notes)).isInstanceOf(EnvironmentTrouble.class);
        assertThat(notes).hasContent("mine");
    }

    @Test
    void keepsWhatIsTheUsersOwnInAnEarlierBundle() throws IOException {
        Path target = folder.resolve("study");
        new BundleFolder(target)
                .write("report.md", "as written")
                .write("tables/a.csv", "1")
                .write("ro-crate-metadata.json", "{}")
                .write(
                        "manifest.json",
                        "{\"outputs\":[" + output("report.md", "as written") + "," + output("tables/a.csv", "1") + ","
                                + output("ro-crate-metadata.json", "{}") + "]}")
                .finish();
        assertThat(bundle(target).finish()).isEmpty();
        bundle(target).finish();
        Files.writeString(target.resolve("notes.txt"), "mine");
        Files.writeString(target.resolve("ro-crate-metadata.json"), "{\"edited\":1}");
        assertThat(bundle(target).finish())
                .hasValueSatisfying(kept -> assertThat(kept.message()).contains("study.kept"));
        assertThat(folder.resolve("study.kept/notes.txt")).hasContent("mine");
        assertThat(folder.resolve("study.kept/ro-crate-metadata.json")).hasContent("{\"edited\":1}");
        Files.writeString(target.resolve("notes.txt"), "mine again");
        bundle(target).finish();
        assertThat(folder.resolve("study.kept/notes.txt")).hasContent("mine");
        assertThat(folder.resolve("study.kept/notes.txt.1")).hasContent("mine again");
    }

    @Test
    void takesUpWhereARunDiedBetweenTheMoves() throws IOException {
        Path target = folder.resolve("study");
        bundle(target).write("a.csv", "1").finish();
        Files.move(target, folder.resolve(".study.old"));
        new BundleFolder(target);
        assertThat(target.resolve("a.csv")).hasContent("1");
    }

    private static String output(String name, String text) {
        return "{\"path\":\"" + name + "\",\"sha256\":\""
                + BundleFolder.sha256(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + "\"}";
    }

    private static BundleFolder bundle(Path target) {
        return new BundleFolder(target)
                .write("manifest.json", "{\"outputs\":[" + output("ro-crate-metadata.json", "{}") + "]}")
                .write("ro-crate-metadata.json", "{}");
    }
}
