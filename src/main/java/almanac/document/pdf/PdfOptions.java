package almanac.document.pdf;

import almanac.model.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user may say about reading a PDF.
 *
 * @param password for encrypted files, empty for none
 * @param pages page ranges {@code {first, last}}, empty for all
 * @param areas table areas given by hand; where there are some, only they are read
 * @param workers how many pages are read at a time
 * @param keepLeaders whether leader dots stay in the cells as printed; tables are found without them either way
 */
public record PdfOptions(String password, List<int[]> pages, List<Area> areas, int workers, boolean keepLeaders) {
    public PdfOptions {
        pages = List.copyOf(pages);
        areas = List.copyOf(areas);
    }

    /** Without leader dots. */
    public PdfOptions(String password, List<int[]> pages, List<Area> areas, int workers) {
        this(password, pages, areas, workers, false);
    }

    /** A table area given by hand, points from the page's top left. */
    public record Area(int page, Box box) {}

    public static final PdfOptions DEFAULT = new PdfOptions("", List.of(), List.of(), 1);

    boolean wants(int page) {
        if (!areas.isEmpty() && areasOn(page).isEmpty()) {
            return false;
        }
        return pages.isEmpty() || pages.stream().anyMatch(range -> page >= range[0] && page <= range[1]);
    }

    List<Box> areasOn(int page) {
        List<Box> on = new ArrayList<>();
        for (Area area : areas) {
            if (area.page() == page) {
                on.add(area.box());
            }
        }
        return on;
    }
}
