package almanac.extract.table;

import almanac.extract.table.Labels.Kind;
import almanac.rule.PhraseRule;
import almanac.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a grid into blocks: a sheet may hold several tables below each other, each with its title, unit line, header
 * band, body and notes. Looks only at what kinds of cells a row has and at the phrases of the rule book.
 */
final class BlockFinder {
    private final Labels labels;
    private final RuleBook book;
    private final Sheet sheet;

    BlockFinder(Sheet sheet, Labels labels) {
        this.sheet = sheet;
        this.labels = labels;
        book = labels.book();
    }

    private enum Row {
        EMPTY,
        /** Has numbers. */
        VALUES,
        /** Years and perhaps words: a header. */
        PERIODS,
        /** Column numbers: 1, 2=3+4, 3. */
        NUMBERING,
        TEXT
    }

    List<Block> find() {
        List<Block> blocks = new ArrayList<>();
        Block block = new Block(sheet, 0);
        boolean inBody = false;
        boolean inNotes = false;
        for (int r = 0; r < sheet.rows; r++) {
            Row row = classify(r, !inBody);
            if (row == Row.EMPTY) {
                continue;
            }
            if (!inBody) {
                if (row == Row.VALUES) {
                    inBody = true;
                    block.body.add(r);
                } else {
                    block.before.add(r);
                }
                continue;
            }
            if (row == Row.VALUES) {
                inNotes = false;
                block.body.add(r);
                continue;
            }
            if (row == Row.NUMBERING) {
                block.after.add(r);
                continue;
            }
            if (row == Row.PERIODS && repeatsLabels(r, block)) {
                block.body.add(r);
                continue;
            }
            boolean starts = row == Row.PERIODS || startsBlock(r, block);
            if (starts) {
                blocks.add(block);
                block = new Block(sheet, blocks.size());
                block.before.add(r);
                inBody = false;
                inNotes = false;
            } else if (inNotes || note(r)) {
                inNotes = true;
                block.after.add(r);
            } else {
                block.body.add(r);
            }
        }
        blocks.add(block);
        List<Block> tables = new ArrayList<>();
        List<Integer> loose = new ArrayList<>();
        for (Block each : blocks) {
            if (each.body.isEmpty()) {
                loose.addAll(each.before);
                continue;
            }
            each.before.addAll(0, loose);
            loose.clear();
            arrange(each);
            tables.add(each);
        }
        return tables;
    }

    /** Whether a row has the labels of body rows: a figure that looks like a year is still a figure. */
    private boolean repeatsLabels(int r, Block block) {
        int before = block.body.get(block.body.size() - 1);
        for (int c : sheet.filled(r)) {
            if (sheet.kind(r, c) == Kind.TEXT) {
                if (sheet.text(r, c).equals(sheet.text(before, c))
                        || labels.of(sheet.text(r, c)).place()
                                && labels.of(sheet.text(before, c)).place()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Phrases of text rows between tables: whether this row begins the next one. */
    private boolean startsBlock(int r, Block block) {
        List<Integer> filled = sheet.filled(r);
        if (filled.isEmpty()) {
            return false;
        }
        String first = sheet.text(r, filled.get(0));
        if (note(r)) {
            return false;
        }
        for (int c : filled) {
            String text = sheet.text(r, c);
            if (book.match("continuation", text).isPresent()
                    || book.match("unit-line", text).isPresent()
                    || book.match("title-indicator", text).isPresent()) {
                return true;
            }
        }
        int firstValue = firstValueColumn(block);
        long beyond = filled.stream()
                .filter(c -> c >= firstValue && sheet.kind(r, c) == Kind.TEXT)
                .count();
        if (filled.size() >= 2 && beyond >= 2) {
            return true;
        }
        boolean numbered = filled.size() <= 2
                && first.length() > 6
                && book.match("title", first).isPresent();
        // a line of its own belongs to the next table when a header follows before the next numbers
        for (int next = r + 1; next < Math.min(sheet.rows, r + 12); next++) {
            Row row = classify(next, true);
            if (row == Row.EMPTY) {
                continue;
            }
            if (row == Row.PERIODS || (numbered && row == Row.TEXT)) {
                return true;
            }
            if (row != Row.TEXT) {
                return false;
            }
            List<Integer> cells = sheet.filled(next);
            long texts = cells.stream().filter(c -> c >= firstValue).count();
            if (cells.size() >= 2 && texts >= 2) {
                return true;
            }
            String text = cells.isEmpty() ? "" : sheet.text(next, cells.get(0));
            if (book.match("continuation", text).isPresent()
                    || book.match("unit-line", text).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private int firstValueColumn(Block block) {
        int first = sheet.columns;
        for (int r : block.body) {
            for (int c = 0; c < first; c++) {
                Kind kind = sheet.kind(r, c);
                if (kind == Kind.NUMBER) {
                    first = c;
                }
            }
        }
        return first == sheet.columns ? 1 : Math.max(first, 1);
    }

    private boolean note(int r) {
        List<Integer> filled = sheet.filled(r);
        if (filled.isEmpty() || filled.size() > 2) {
            return false;
        }
        String text = sheet.text(r, filled.get(0));
        return book.match("note", text).isPresent() || (filled.size() == 1 && text.length() > 60);
    }

    private Row classify(int r, boolean headPossible) {
        int numbers = 0;
        int years = 0;
        int longYears = 0;
        int marks = 0;
        int texts = 0;
        List<Integer> filled = sheet.filled(r);
        if (filled.isEmpty()) {
            return Row.EMPTY;
        }
        for (int c : filled) {
            switch (sheet.kind(r, c)) {
                case NUMBER -> numbers++;
                case YEAR -> {
                    years++;
                    longYears += sheet.text(r, c).length() > 4 ? 1 : 0;
                }
                case MARK -> marks++;
                default -> texts++;
            }
        }
        if (numbers == 0 && years == 0 && marks == 0) {
            return numbering(r, filled) ? Row.NUMBERING : Row.TEXT;
        }
        if (numbering(r, filled)) {
            return Row.NUMBERING;
        }
        if (numbers > 0) {
            return headPossible && texts + years + marks == 0 && scales(r, filled) ? Row.TEXT : Row.VALUES;
        }
        if (years == 0) {
            return texts > 0 && marks > 0 && headPossible && marks < texts ? Row.TEXT : Row.VALUES;
        }
        if (longYears > 0 && longYears == years && (years > 1 || texts > 0 || headPossible)) {
            return filled.size() == 1 && !headPossible ? Row.TEXT : Row.PERIODS;
        }
        if (filled.size() == 1) {
            return sheet.cell(r, filled.get(0)).columnSpan() > 1 || sheet.columns > 2 ? Row.TEXT : Row.PERIODS;
        }
        if (years >= 2 && orderly(r, filled)) {
            // a first column of years is a stub, not a head
            return Row.PERIODS;
        }
        return headPossible && valuesBelow(r, filled) ? Row.PERIODS : Row.VALUES;
    }

    /** A row under the heads that says 1 000 over every column: the figures are in thousands. */
    private boolean scales(int r, List<Integer> filled) {
        return filled.size() > 1
                && filled.get(0) > 0
                && filled.stream().allMatch(c -> labels.of(sheet.text(r, c)).unitOnly());
    }

    /** Years that rise, fall, or come round again in a pattern are heads; figures that happen to look like years are not. */
    private boolean orderly(int r, List<Integer> filled) {
        List<Integer> years = new ArrayList<>();
        for (int c : filled) {
            if (sheet.kind(r, c) == Kind.YEAR && sheet.text(r, c).length() == 4) {
                years.add(Integer.valueOf(sheet.text(r, c)));
            }
        }
        if (years.size() < 2) {
            return false;
        }
        int turns = 0;
        int direction = 0;
        for (int i = 1; i < years.size(); i++) {
            int step = Integer.signum(years.get(i) - years.get(i - 1));
            if (direction == 0) {
                direction = step;
            } else if (step != 0 && step != direction) {
                turns++;
            }
        }
        int start = years.get(0);
        long repeats = years.stream().filter(y -> y == start).count();
        int far = years.stream().mapToInt(y -> Math.abs(y - start)).max().orElse(0);
        return far <= 150 && (turns == 0 ? direction != 0 || years.size() > 1 : repeats >= 2 && turns <= 2 * repeats);
    }

    private boolean valuesBelow(int r, List<Integer> filled) {
        for (int next = r + 1; next < Math.min(sheet.rows, r + 8); next++) {
            boolean any = false;
            for (int c : filled) {
                if (sheet.kind(r, c) == Kind.YEAR) {
                    Kind below = sheet.kind(next, c);
                    if (below == Kind.NUMBER || below == Kind.MARK) {
                        return true;
                    }
                    any |= below != Kind.BLANK;
                }
            }
            if (any) {
                return false;
            }
        }
        return false;
    }

    private boolean numbering(int r, List<Integer> filled) {
        if (filled.size() < 3) {
            return false;
        }
        int expected = 0;
        for (int c : filled) {
            String text = sheet.text(r, c);
            if (text.length() > 24 || book.match("numbering", text).isEmpty()) {
                return false;
            }
            String digits = text.replaceAll("=.*", "").replaceAll("\\D", "");
            if (!digits.isEmpty()) {
                int number = Integer.parseInt(digits);
                if (expected != 0 && number != expected + 1 || expected == 0 && number > 2) {
                    return false;
                }
                expected = number;
            }
        }
        return expected >= 2;
    }

    /** Sorts the rows before the body into titles, unit lines and the header band, the rows behind it into notes. */
    private void arrange(Block block) {
        if (!sheet.grid.caption().isBlank()) {
            for (String line : lines(sheet.grid.caption())) {
                line(block, line);
            }
        }
        if (!sheet.grid.unitNote().isBlank()) {
            unitLine(block, almanac.text.Names.label(sheet.grid.unitNote()));
        }
        int firstValue = firstValueColumn(block);
        sectionsFirst(block);
        boolean head = false;
        for (int r : block.before) {
            List<Integer> filled = sheet.filled(r);
            if (numbering(r, filled)) {
                continue;
            }
            boolean units = filled.stream().allMatch(c -> unit(sheet.text(r, c)));
            boolean stated = filled.stream()
                    .anyMatch(c -> book.match("unit-line", sheet.text(r, c)).isPresent());
            boolean lone = filled.size() == 1;
            int column = filled.get(0);
            boolean wide = lone && sheet.cell(r, column).columnSpan() > 1;
            String text = sheet.text(r, column);
            boolean ownHeads = head
                    && !stated
                    && (lone ? column > 0 && sheet.cell(r, column).columnSpan() < sheet.columns / 2 : true);
            if (!head && unitNamed(r, filled)) {
                unitLine(block, sheet.text(r, filled.get(1)));
            } else if (units && !ownHeads) {
                filled.forEach(c -> unitLine(block, sheet.text(r, c)));
            } else if (!head && stated && beside(r, filled)) {
                filled.forEach(c -> line(block, sheet.text(r, c)));
            } else if (lone && book.match("unit-line", text).isPresent()) {
                unitLine(block, text);
            } else if (lone
                    && (column < firstValue
                            || wide && column == 0
                            || book.match("title", text).isPresent())
                    && !(head
                            && column == 0
                            && !wide
                            && sheet.kind(r, column) == Kind.TEXT
                            && text.length() < 12
                            && labels.of(text).axis().length() > 0)
                    && sheet.kind(r, column) != Kind.YEAR) {
                line(block, text);
                if (book.match("title", text).isPresent()
                        || book.match("continuation", text).isPresent()) {
                    block.heads.forEach(h -> sheet.filled(h).forEach(c -> block.titles.add(sheet.text(h, c))));
                    block.heads.clear();
                    head = false;
                }
            } else if (!head && metadata(r, filled)) {
                metadata(block, r, filled);
            } else if (!head && filled.stream().allMatch(c -> title(sheet.text(r, c)))) {
                filled.forEach(c -> line(block, sheet.text(r, c)));
            } else {
                head = true;
                block.heads.add(r);
            }
        }
        for (int r : block.after) {
            for (int c : sheet.filled(r)) {
                block.notes.add(sheet.text(r, c));
            }
        }
        block.notes.addAll(sheet.grid.notes());
    }

    /** The lines of a caption; one that begins with a small letter goes on from the line above. */
    private List<String> lines(String caption) {
        List<String> lines = new ArrayList<>();
        for (String printed : caption.split("\n")) {
            String line = almanac.text.Names.label(printed);
            boolean goesOn = !lines.isEmpty()
                    && !line.isEmpty()
                    && Character.isLowerCase(line.charAt(0))
                    && !unit(line)
                    && book.match("continuation", line).isEmpty()
                    && book.match("basis", line).isEmpty()
                    && book.match("measure-title", line).isEmpty()
                    && book.match("metadata", line).isEmpty();
            if (goesOn) {
                lines.add(lines.remove(lines.size() - 1) + " " + line);
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    /** A section label between the header band and the first numbers belongs to the body. */
    private void sectionsFirst(Block block) {
        List<Integer> before = block.before;
        boolean local = before.stream()
                .flatMap(r -> sheet.filled(r).stream().map(c -> sheet.text(r, c)))
                .anyMatch(Bilingual::hasLocal);
        while (before.size() > 1) {
            int r = before.get(before.size() - 1);
            List<Integer> filled = sheet.filled(r);
            boolean headed = before.subList(0, before.size() - 1).stream()
                    .anyMatch(h -> sheet.filled(h).size() > 1
                            && sheet.filled(h).stream().anyMatch(c -> !unit(sheet.text(h, c)))
                            && !metadata(h, sheet.filled(h)));
            boolean twin = filled.size() == 2 && twins(r, filled.get(1), block);
            boolean lone = (filled.size() == 1 || twin) && filled.get(0) == 0 && sheet.kind(r, 0) == Kind.TEXT;
            if (!lone || !headed) {
                return;
            }
            String text = sheet.text(r, 0);
            Meaning meaning = labels.of(text);
            boolean other = unit(text)
                    || !meaning.axis().isEmpty()
                    || meaning.unitOnly()
                    || bracketed(text)
                    || local && !Bilingual.hasLocal(text)
                    || !spaced(before.get(before.size() - 2), r)
                    || book.match("title", text).filter(m -> text.length() > 6).isPresent()
                    || book.match("continuation", text).isPresent()
                    || book.match("metadata", text).isPresent()
                    || book.match("basis", text).isPresent()
                    || book.match("note", text).isPresent();
            if (other || text.length() > (twin ? 60 : 30)) {
                return;
            }
            before.remove(before.size() - 1);
            block.body.add(0, r);
        }
    }

    /** Whether a label in the first column stands in English again in the last, where the places below have theirs. */
    private boolean twins(int r, int last, Block block) {
        return Bilingual.hasLocal(sheet.text(r, 0))
                && !Bilingual.hasLocal(sheet.text(r, last))
                && last > firstValueColumn(block)
                && labels.of(sheet.text(block.body.get(0), 0)).place()
                && block.body.stream()
                        .allMatch(b -> sheet.kind(b, last) == Kind.TEXT || sheet.kind(b, last) == Kind.BLANK);
    }

    /** Whether the row above is a row of heads (not one more title): it fills more than the first column. */
    private boolean spaced(int above, int r) {
        return sheet.filled(above).size() > 1 || above < r - 1 || section(above);
    }

    private boolean section(int r) {
        return sheet.filled(r).size() == 1 && sheet.cell(r, 0).columnSpan() == 1;
    }

    /** A line above a table that holds its unit and at most one thing more: a calibre, a sub-title, the unit in English. */
    private boolean beside(int r, List<Integer> filled) {
        long others = filled.stream()
                .filter(c -> !unit(sheet.text(r, c)) && !bracketed(sheet.text(r, c)))
                .count();
        return others <= 1 && filled.stream().noneMatch(c -> sheet.kind(r, c) == Kind.YEAR);
    }

    private static boolean bracketed(String text) {
        return text.length() > 2
                && "(（[".indexOf(text.charAt(0)) >= 0
                && ")）]".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /** {@code Unit | Million euro}: two cells, the first says that the second is the unit of all. */
    private boolean unitNamed(int r, List<Integer> filled) {
        return filled.size() == 2
                && labels.of(sheet.text(r, filled.get(0))).axis().equals("unit")
                && labels.of(sheet.text(r, filled.get(1))).unitOnly();
    }

    /** What a line of two cells says about the file is a note, unless it says the year. */
    private void metadata(Block block, int r, List<Integer> filled) {
        boolean timely = filled.stream()
                .anyMatch(c -> sheet.kind(r, c) == Kind.YEAR && sheet.text(r, c).length() < 10);
        if (filled.size() == 1 || timely) {
            filled.forEach(c -> line(block, sheet.text(r, c)));
        } else {
            filled.forEach(c -> block.notes.add(sheet.text(r, c)));
        }
    }

    private boolean metadata(int r, List<Integer> filled) {
        return filled.size() <= 2
                && (book.match("metadata", sheet.text(r, filled.get(0))).isPresent()
                        || book.match("metadata", sheet.text(r, filled.get(filled.size() - 1)))
                                .isPresent())
                && labels.of(sheet.text(r, filled.get(0))).axis().isEmpty();
    }

    private boolean title(String text) {
        return book.match("title", text).isPresent()
                || book.match("continuation", text).isPresent()
                || book.match("unit-line", text).isPresent()
                || unit(text);
    }

    private boolean unit(String text) {
        return book.match("unit-line", text).isPresent() || labels.of(text).unitOnly();
    }

    private void unitLine(Block block, String text) {
        block.units.add(text);
        book.match("unit-line", text)
                .flatMap(m -> m.said("label"))
                .filter(label -> label.length() > 1)
                .ifPresent(label -> line(block, label));
    }

    private void line(Block block, String text) {
        if (unit(text)) {
            unitLine(block, text);
            return;
        }
        Optional<PhraseRule.Match> continued = book.match("continuation", text);
        if (continued.isPresent()) {
            block.continuation = true;
            continued.get().said("no").ifPresent(no -> block.number = number(no));
            return;
        }
        if (block.number.isEmpty()) {
            book.match("title", text).flatMap(m -> m.said("no")).ifPresent(no -> block.number = number(no));
        }
        block.titles.add(text);
    }

    static String number(String printed) {
        return printed.replaceAll("\\s+", "").replaceAll("[–—－.]", "-");
    }
}
