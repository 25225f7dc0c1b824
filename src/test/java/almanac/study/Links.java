package almanac.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Walks the pages of a bundle as a reader does who clicks on every number. */
final class Links {
    private static final Pattern NUMBER = Pattern.compile("[-+(]?[\\d.,]*\\d(e[-+]?\\d+)?[*)]*");

    private final Path bundle;
    private final Map<String, Set<String>> anchors = new TreeMap<>();

    Links(Path bundle) {
        this.bundle = bundle;
    }

    /** Numbers in the tables of a section whose row has no link, and links that lead nowhere; and how many were looked at. */
    record Walk(int numbers, int linked, List<String> loose) {}

    /** @param section id of a section of {@code report.html} */
    Walk of(String section) throws IOException {
        Document page = Jsoup.parse(Files.readString(bundle.resolve("report.html")));
        List<String> loose = new ArrayList<>();
        int numbers = 0;
        int linked = 0;
        Element part = page.getElementById(section);
        if (part == null) {
            return new Walk(0, 0, List.of());
        }
        for (Element row : part.select("tbody tr")) {
            boolean leads = row.select("a[href]").stream().anyMatch(this::resolves);
            for (Element cell : row.select("td, th")) {
                if (NUMBER.matcher(
                                cell.ownText().strip() + cell.select("a").text().strip())
                        .matches()) {
                    numbers++;
                    linked += cell.select("a[href]").stream().anyMatch(this::resolves) ? 1 : 0;
                    if (!leads) {
                        loose.add(section + ": " + row.text());
                    }
                }
            }
            row.select("a[href]").stream()
                    .filter(link -> !resolves(link))
                    .forEach(link -> loose.add(section + ": " + link.attr("href") + " leads nowhere"));
        }
        return new Walk(numbers, linked, loose);
    }

    /** Links of a page of the bundle, within the bundle, that lead nowhere. */
    List<String> broken(String file) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Element link : Jsoup.parse(Files.readString(bundle.resolve(file))).select("a[href]")) {
            if (!resolves(file, link.attr("href"))) {
                broken.add(file + ": " + link.attr("href"));
            }
        }
        return broken;
    }

    private boolean resolves(Element link) {
        return resolves("report.html", link.attr("href"));
    }

    private boolean resolves(String from, String href) {
        if (href.startsWith("http")) {
            return true;
        }
        int hash = href.indexOf('#');
        String name = hash < 0 ? href : href.substring(0, hash);
        Path file = name.isEmpty()
                ? bundle.resolve(from)
                : bundle.resolve(from).resolveSibling(name).normalize();
        return Files.isRegularFile(file)
                && (hash < 0
                        || anchors.computeIfAbsent(file.toString(), f -> ids(file))
                                .contains(href.substring(hash + 1)));
    }

    private static Set<String> ids(Path file) {
        try {
            Set<String> ids = new HashSet<>();
            Jsoup.parse(Files.readString(file)).select("[id]").forEach(element -> ids.add(element.id()));
            return ids;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
