package almanac.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacePagesTest {
    @Test
    void namesColumnsLikeASheet() {
        assertThat(PlacePages.letters(0)).isEqualTo("A");
        assertThat(PlacePages.letters(25)).isEqualTo("Z");
        assertThat(PlacePages.letters(26)).isEqualTo("AA");
        assertThat(PlacePages.letters(701)).isEqualTo("ZZ");
        assertThat(PlacePages.letters(702)).isEqualTo("AAA");
    }
}
