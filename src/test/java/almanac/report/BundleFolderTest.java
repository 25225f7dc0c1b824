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

    private static BundleFolder bundle(Path target) {
        return new BundleFolder(target).write("manifest.json", "{}").write("ro-crate-metadata.json", "{}");
    }
}
