package almanac.report;

import almanac.model.PrintedPage;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the bundle shows each observation: one name a page, in the order of the pages. */
public final class PageNames {
    private PageNames() {}

    /** Observation id to a link from the bundle's root. */
    public static SortedMap<String, String> of(List<PrintedPage> pages) {
        SortedMap<String, String> places = new TreeMap<>();
        for (int i = 0; i < pages.size(); i++) {
            String name = name(i);
            pages.get(i).observations().forEach(o -> places.put(o.id(), name + ".html#o-" + o.id()));
        }
        return places;
    }

    /** The file of a page, without its ending. */
    static String name(int index) {
        return String.format(Locale.ROOT, "pages/%03d", index + 1);
    }
}
