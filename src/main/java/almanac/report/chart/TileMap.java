package almanac.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A tile map: each provincial unit of China a square of equal size where it lies, so that Shanghai is as visible as
 * Xinjiang. The shade tells the value; provinces outside the study are left pale.
 *
 * @param description for who cannot see it
 * @param unit what the shade tells
 * @param values region code ({@code CN-31}) to value; NaN for none
 * @param names region code to label
 */
public record TileMap(
        String id, String title, String description, String unit, Map<String, Double> values, Map<String, String> names)
        implements Chart {
    /** Column and row of each unit: an arrangement that keeps most neighbours adjacent. */
    private static final SortedMap<String, int[]> PLACES = places();

    private static final double TILE = 52;

    public TileMap {
        values = Map.copyOf(values);
        names = Map.copyOf(names);
    }

    private static SortedMap<String, int[]> places() {
        SortedMap<String, int[]> places = new TreeMap<>();
        Object[][] rows = {
            {0, 8, "CN-23"},
            {1, 0, "CN-65", 6, "CN-15", 8, "CN-22"},
            {2, 1, "CN-63", 2, "CN-62", 3, "CN-64", 4, "CN-14", 5, "CN-13", 6, "CN-11", 7, "CN-12", 8, "CN-21"},
            {3, 3, "CN-61", 4, "CN-41", 5, "CN-37"},
            {4, 1, "CN-54", 2, "CN-51", 3, "CN-50", 4, "CN-42", 5, "CN-34", 6, "CN-32", 7, "CN-31"},
            {5, 2, "CN-53", 3, "CN-52", 4, "CN-43", 5, "CN-36", 6, "CN-33"},
            {6, 3, "CN-45", 4, "CN-44", 5, "CN-35", 7, "CN-71"},
            {7, 3, "CN-46", 4, "CN-82", 5, "CN-81"}
        };
        for (Object[] row : rows) {
            for (int i = 1; i < row.length; i += 2) {
                places.put((String) row[i + 1], new int[] {(Integer) row[i], (Integer) row[0]});
            }
        }
        return places;
    }

    @Override
    public String svg() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values.values()) {
            if (!Double.isNaN(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        Svg svg = new Svg(id, 9 * TILE + 8, 8 * TILE + 46, title, description);
        for (Map.Entry<String, int[]> entry : PLACES.entrySet()) {
            String code = entry.getKey();
            int[] place = entry.getValue();
            double x = 4 + place[0] * TILE;
            double y = 4 + place[1] * TILE;
            double value = values.getOrDefault(code, Double.NaN);
            boolean known = !Double.isNaN(value);
            double weight = !known ? 0 : high > low ? 0.18 + 0.82 * (value - low) / (high - low) : 0.6;
            String name = names.getOrDefault(code, code);
            svg.rectangle(
                    x,
                    y,
                    TILE - 3,
                    TILE - 3,
                    known ? Svg.shade(weight) : "#ececec",
                    known ? name + ": " + Svg.figure(value) : "");
            String ink = known ? (weight > 0.55 ? "fill:#fff" : "fill:#111") : "fill:#9a9a9a";
            svg.text(
                    x + (TILE - 3) / 2,
                    y + (known ? 21 : 28),
                    "middle",
                    ink + ";font-size:10px",
                    Svg.shortened(name, 9));
            if (known) {
                svg.text(
                        x + (TILE - 3) / 2,
                        y + 37,
                        "middle",
                        ink + ";font-size:10px;font-weight:600",
                        Svg.figure(value));
            }
        }
        double y = 8 * TILE + 14;
        for (int i = 0; i < 40; i++) {
            svg.rectangle(4 + i * 5, y, 5.2, 9, Svg.shade(0.18 + 0.82 * i / 39.0), "");
        }
        svg.text(4, y + 21, "start", "font-size:10px;fill:#555", Svg.figure(low));
        svg.text(204, y + 21, "end", "font-size:10px;fill:#555", Svg.figure(high));
        svg.text(216, y + 9, "start", "font-size:10px;fill:#555", Svg.shortened(unit, 44));
        return svg.end();
    }

    @Override
    public Table data() {
        List<List<Object>> rows = new ArrayList<>();
        PLACES.forEach((code, place) -> rows.add(List.of(
                code, names.getOrDefault(code, code), place[0], place[1], values.getOrDefault(code, Double.NaN))));
        return new Table(List.of("region", "name", "column", "row", "value"), rows);
    }

    @Override
    public Map<String, Object> vegaLite() {
        Map<String, Object> x =
                VegaLite.map("field", "column", "type", "ordinal", "axis", VegaLite.map("labels", false), "title", "");
        Map<String, Object> y =
                VegaLite.map("field", "row", "type", "ordinal", "axis", VegaLite.map("labels", false), "title", "");
        return VegaLite.map(
                "width",
                450,
                "height",
                400,
                "layer",
                List.of(
                        VegaLite.map(
                                "mark",
                                "rect",
                                "encoding",
                                VegaLite.map(
                                        "x",
                                        x,
                                        "y",
                                        y,
                                        "color",
                                        VegaLite.map("field", "value", "type", "quantitative", "title", unit))),
                        VegaLite.map(
                                "mark",
                                "text",
                                "encoding",
                                VegaLite.map("x", x, "y", y, "text", VegaLite.map("field", "name")))));
    }
}
