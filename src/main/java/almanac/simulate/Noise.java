package almanac.simulate;

import almanac.simulate.PrintedTable.Body;
import almanac.simulate.PrintedTable.Row;
import almanac.simulate.SimulationPlan.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Spoils tables the way real books are spoiled: blanks inside names and numbers, slips in English names, full-width
 * digits, odd marks, unit lines with half a bracket or moved into the title. The facts behind the cells stay as they are.
 *
 * <p>A level of 1 is about as bad as the worst real book seen; the chances below are per cell, label or table at level 1.
 */
final class Noise {
    /** Characters behind this one are Chinese, as far as these books print them. */
    private static final char IDEOGRAPHS = 0x2E80;

    private static final double BLANK_IN_NUMBER = 0.02;
    private static final double FULL_WIDTH_NUMBER = 0.02;
    private static final double BLANKS_IN_NAME = 0.3;
    private static final double SLIP_IN_ENGLISH = 0.08;
    private static final double ODD_MARK = 0.3;
    private static final double ODD_UNIT_LINE = 0.4;
    private static final double UNIT_IN_TITLE = 0.15;

    private final long seed;
    private final double level;

    Noise(long seed, double level) {
        this.seed = seed;
        this.level = level;
    }

    List<PrintedTable> spoil(Edition edition, List<PrintedTable> tables) {
        Random chance = EconomyDraw.chance(seed, "noise " + edition.path());
        List<PrintedTable> spoilt = new ArrayList<>();
        for (PrintedTable table : tables) {
            List<Row> rows = new ArrayList<>();
            for (Row row : table.rows()) {
                List<String> stub = new ArrayList<>();
                for (String label : row.stub()) {
                    stub.add(label(label, chance));
                }
                List<Body> cells = new ArrayList<>();
                for (Body body : row.cells()) {
                    cells.add(cell(body, chance));
                }
                rows.add(new Row(stub, cells));
            }
            Phrase title = table.title();
            Optional<Phrase> unit = table.unit();
            if (unit.isPresent() && hits(chance, UNIT_IN_TITLE)) {
                title = new Phrase(title.zh() + "（" + unit.get().zh() + "）", title.en());
                unit = Optional.empty();
            } else if (unit.isPresent() && hits(chance, ODD_UNIT_LINE)) {
                unit = Optional.of(
                        new Phrase(" " + spaced(unit.get().zh()), unit.get().en()));
            }
            spoilt.add(new PrintedTable(
                    table.number(),
                    title,
                    unit,
                    table.name(),
                    table.heads(),
                    table.columns(),
                    rows,
                    table.notes(),
                    table.continued()));
        }
        return spoilt;
    }

    private boolean hits(Random chance, double probability) {
        return chance.nextDouble() < probability * level;
    }

    private String label(String label, Random chance) {
        boolean chinese = !label.isEmpty() && label.charAt(0) > IDEOGRAPHS;
        if (chinese && hits(chance, BLANKS_IN_NAME)) {
            return spaced(label.replace(" ", ""));
        }
        if (!chinese && label.length() > 5 && hits(chance, SLIP_IN_ENGLISH)) {
            int at = 1 + chance.nextInt(label.length() - 3);
            return label.substring(0, at) + label.charAt(at + 1) + label.charAt(at) + label.substring(at + 2);
        }
        return label;
    }

    private static String spaced(String text) {
        StringBuilder spaced = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            boolean between = at > 0 && text.charAt(at) > IDEOGRAPHS && text.charAt(at - 1) > IDEOGRAPHS;
            spaced.append(between ? " " : "").append(text.charAt(at));
        }
        return spaced.toString();
    }

    private Body cell(Body body, Random chance) {
        if (body.fact().value().isEmpty()) {
            return hits(chance, ODD_MARK) ? new Body("...", "", body.mark(), body.fact()) : body;
        }
        int point = body.text().indexOf('.');
        if (point > 1 && hits(chance, BLANK_IN_NUMBER)) {
            String broken = body.text().substring(0, point) + ". " + body.text().substring(point + 1);
            return new Body(broken, "", body.mark(), body.fact());
        }
        if (hits(chance, FULL_WIDTH_NUMBER)) {
            StringBuilder wide = new StringBuilder();
            body.text()
                    .chars()
                    .forEach(c -> wide.append((char) (c >= '0' && c <= '9' ? c - '0' + '０' : c == '.' ? '．' : c)));
            return new Body(wide.toString(), "", body.mark(), body.fact());
        }
        return body;
    }
}
