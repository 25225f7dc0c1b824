package almanac.document.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Links between neighbouring cells, by which two readings of a table are compared (Göbel et al., 2012). */
final class GridLinks {
    private GridLinks() {}

    static Map<String, Integer> of(List<SeededTables.TrueCell> cells) {
        int rows = 0;
        int columns = 0;
        for (SeededTables.TrueCell cell : cells) {
            rows = Math.max(rows, cell.lastRow() + 1);
            columns = Math.max(columns, cell.lastColumn() + 1);
        }
        List<List<Optional<SeededTables.TrueCell>>> at = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            List<Optional<SeededTables.TrueCell>> row = new ArrayList<>();
            for (int c = 0; c < columns; c++) {
                row.add(Optional.empty());
            }
            at.add(row);
        }
        for (SeededTables.TrueCell cell : cells) {
            for (int r = cell.row(); r <= cell.lastRow(); r++) {
                for (int c = cell.column(); c <= cell.lastColumn(); c++) {
                    at.get(r).set(c, Optional.of(cell));
                }
            }
        }
        Map<String, Integer> links = new HashMap<>();
        for (SeededTables.TrueCell cell : cells) {
            java.util.Set<SeededTables.TrueCell> met = new java.util.HashSet<>();
            for (int r = cell.row(); r <= cell.lastRow(); r++) {
                int c = cell.lastColumn() + 1;
                while (c < columns && at.get(r).get(c).isEmpty()) {
                    c++;
                }
                if (c < columns && met.add(at.get(r).get(c).orElseThrow())) {
                    links.merge(
                            "right " + text(cell) + ">" + text(at.get(r).get(c).orElseThrow()), 1, Integer::sum);
                }
            }
            for (int c = cell.column(); c <= cell.lastColumn(); c++) {
                int r = cell.lastRow() + 1;
                while (r < rows && at.get(r).get(c).isEmpty()) {
                    r++;
                }
                if (r < rows && met.add(at.get(r).get(c).orElseThrow())) {
                    links.merge(
                            "below " + text(cell) + ">" + text(at.get(r).get(c).orElseThrow()), 1, Integer::sum);
                }
            }
        }
        return links;
    }

    private static String text(SeededTables.TrueCell cell) {
        return cell.text().replaceAll("\\s+", "");
    }

    static int shared(Map<String, Integer> a, Map<String, Integer> b) {
        int shared = 0;
        for (Map.Entry<String, Integer> link : a.entrySet()) {
            shared += Math.min(link.getValue(), b.getOrDefault(link.getKey(), 0));
        }
        return shared;
    }

    static int count(Map<String, Integer> links) {
        return links.values().stream().mapToInt(Integer::intValue).sum();
    }
}
