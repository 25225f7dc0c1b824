package almanac.extract.table;

import almanac.extract.ExtractCodes;
import almanac.extract.Extraction;
import almanac.model.Declared;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Grid;
import almanac.model.Observation;
import almanac.rule.RuleBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the tables of documents: cuts them into blocks, lets blocks inherit from those they continue, reads each. */
public final class TableExtractor {
    private final RuleBook book;

    public TableExtractor(RuleBook book) {
        this.book = book;
    }

    /** What a block leaves for those that continue it. */
    private record Left(Title title, List<Heads.Path> paths, int columns, Optional<Meaning> section) {}

    /** Reads the tables of documents that stand together. */
    public Extraction extract(List<Document> siblings) {
        return extract(siblings, Collections.nCopies(siblings.size(), book));
    }

    /**
     * The same, where each document is read with its own view of the rules, so that what it asks of them is known.
     *
     * @param books one for each document
     */
    public static Extraction extract(List<Document> siblings, List<RuleBook> books) {
        List<Labels> labels = new ArrayList<>();
        IdentityHashMap<RuleBook, Labels> shared = new IdentityHashMap<>();
        books.forEach(book -> labels.add(shared.computeIfAbsent(book, Labels::new)));
        Map<String, Left> byNumber = new HashMap<>();
        List<Extraction.Part> parts = new ArrayList<>();
        // beginnings first, whatever the order of the files: 2-14 may be named after 2-14 续表
        for (int i = 0; i < siblings.size(); i++) {
            Document document = siblings.get(i);
            for (Grid grid : document.grids()) {
                for (Block block : new BlockFinder(new Sheet(grid, labels.get(i)), labels.get(i)).find()) {
                    if (!block.continuation && !block.number.isEmpty()) {
                        Title title = Title.read(block.titles, block.units, block.number, books.get(i));
                        byNumber.putIfAbsent(
                                folder(document) + block.number, new Left(title, List.of(), 0, Optional.empty()));
                    }
                }
            }
        }
        for (int i = 0; i < siblings.size(); i++) {
            parts.add(new TableExtractor(books.get(i)).document(siblings.get(i), labels.get(i), byNumber));
        }
        return new Extraction(parts);
    }

    private static String folder(Document document) {
        String path = document.source().path();
        return path.substring(0, path.lastIndexOf('/') + 1) + "#";
    }

    private Extraction.Part document(Document document, Labels labels, Map<String, Left> byNumber) {
        List<Observation> observations = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        SortedMap<String, Long> tallies = new TreeMap<>();
        Surroundings around = Surroundings.of(document, book);
        Map<String, Left> byGrid = new HashMap<>();
        Optional<Left> previous = Optional.empty();
        for (Grid grid : document.grids()) {
            Sheet sheet = new Sheet(grid, labels);
            tallies.merge(
                    "cells", grid.cells().stream().filter(cell -> !cell.blank()).count(), Long::sum);
            List<Block> blocks = new BlockFinder(sheet, labels).find();
            Title running = Title.NONE;
            for (Block block : blocks) {
                long pageNumbers = contents(block, labels);
                if (pageNumbers > 0) {
                    tallies.merge("skipped.table.contents", pageNumbers, Long::sum);
                    continue;
                }
                Title own = Title.read(block.titles, block.units, block.number, book);
                own = declared(own, around, grid, diagnostics);
                String headRule = "";
                Optional<Left> from = Optional.empty();
                if (block.continuation) {
                    Left named = byNumber.get(folder(document) + block.number);
                    from = block.index > 0 && previous.isPresent() && sameNumber(previous.get(), block)
                            ? previous
                            : Optional.ofNullable(named)
                                    .or(() -> byNumber(byNumber, document, block))
                                    .or(() -> Optional.empty());
                    if (from.isEmpty()) {
                        from = previous;
                    }
                } else if (grid.continues().isPresent()) {
                    from = Optional.ofNullable(byGrid.get(grid.continues().get()));
                } else if (block.index > 0 && own.label().isEmpty()) {
                    from = previous;
                }
                if (from.isPresent()) {
                    own = own.under(from.get().title(), book);
                    diagnostics.add(new Diagnostic(
                            ExtractCodes.INHERITED,
                            "a table goes on from \"" + own.label() + "\" and takes over its title",
                            document.source().path(),
                            Optional.of(grid.page()),
                            Optional.empty(),
                            ""));
                }
                if (block.index > 0 && own.unitLabel().isEmpty()) {
                    own = own.or(new Title(
                            "",
                            "",
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            running.place(),
                            running.region(),
                            running.unitLabel(),
                            running.unit(),
                            "",
                            Optional.empty(),
                            Map.of()));
                }
                List<Heads.Path> paths = new Heads(sheet, labels, block.heads, firstValue(block)).read();
                boolean headless = paths.stream().allMatch(p -> p.path().isEmpty());
                if (headless
                        && previous.isPresent()
                        && previous.get().columns() == sheet.columns
                        && !previous.get().paths().isEmpty()) {
                    paths = previous.get().paths();
                    headRule = "table.header.inherited";
                    diagnostics.add(new Diagnostic(
                            ExtractCodes.INHERITED,
                            "a table without a header takes over that of the table before it",
                            document.source().path(),
                            Optional.of(grid.page()),
                            Optional.empty(),
                            "check that the columns are the same"));
                } else if (headless && block.body.size() > 2) {
                    diagnostics.add(new Diagnostic(
                            ExtractCodes.NO_HEADER,
                            "a table of " + block.body.size() + " rows has no header",
                            document.source().path(),
                            Optional.of(grid.page()),
                            Optional.empty(),
                            "declare indicator, unit and period in a sidecar file"));
                }
                List<Heads.Path> read = paths;
                int first = observations.size();
                TableReader reader = new TableReader(
                        labels, around, block, own, paths, headRule, observations, diagnostics, tallies);
                if (from.filter(left -> left.paths().equals(read)).isPresent()) {
                    reader.goesOnUnder(from.get().section());
                }
                reader.read();
                reader.summarise(first);
                running = own;
                Left left = new Left(own, headless ? List.of() : paths, sheet.columns, reader.lastSection());
                previous = Optional.of(left);
                byGrid.put(grid.id(), left);
                if (!own.number().isEmpty() && !block.continuation) {
                    byNumber.put(folder(document) + own.number(), left);
                }
            }
        }
        around.labels().report(document, diagnostics);
        long counted = tallies.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("cells"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        long rest = tallies.getOrDefault("cells", 0L) - counted;
        if (rest > 0) {
            tallies.put("around", rest);
        }
        return new Extraction.Part(document.source().id(), observations, diagnostics, tallies);
    }

    /**
     * The page numbers of a table of contents: one column of whole numbers that never fall, behind headings that are
     * numbered, or under a title that says so. Zero for all other tables.
     */
    private long contents(Block block, Labels labels) {
        Sheet sheet = block.sheet;
        boolean titled = block.titles.stream()
                .anyMatch(line -> book.match("contents-title", line).isPresent());
        int rows = 0;
        int numbered = 0;
        int column = -1;
        int before = 0;
        for (int r : block.body) {
            String label = "";
            for (int c : sheet.filled(r)) {
                Labels.Kind kind = sheet.kind(r, c);
                String text = sheet.text(r, c);
                if (kind == Labels.Kind.TEXT) {
                    label = label.isEmpty() ? text : label;
                } else if (!text.matches("\\d{1,4}") || column >= 0 && column != c || Integer.parseInt(text) < before) {
                    return 0;
                } else {
                    column = c;
                    before = Integer.parseInt(text);
                    rows++;
                }
            }
            boolean entry = book.match("contents-entry", label).isPresent();
            if (!entry && !titled && !label.isEmpty() && labels.of(label).place()) {
                return 0;
            }
            numbered += entry ? 1 : 0;
        }
        boolean headed = !block.units.isEmpty() || !block.heads.isEmpty() && !titled;
        return !headed && rows > 1 && (titled || rows > 2 && numbered >= block.body.size() * 0.7) ? rows : 0;
    }

    private static boolean sameNumber(Left left, Block block) {
        return block.number.isEmpty() || left.title().number().equals(block.number);
    }

    private static Optional<Left> byNumber(Map<String, Left> byNumber, Document document, Block block) {
        return block.number.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(byNumber.get(folder(document) + block.number));
    }

    private static int firstValue(Block block) {
        Sheet sheet = block.sheet;
        int first = sheet.columns;
        for (int r : block.body) {
            for (int c = 0; c < first; c++) {
                if (sheet.kind(r, c) == Labels.Kind.NUMBER) {
                    first = c;
                }
            }
        }
        return first == sheet.columns ? 0 : first;
    }

    /** Lets the sidecar say what the table does not. */
    private Title declared(Title own, Surroundings around, Grid grid, List<Diagnostic> diagnostics) {
        Declared declared = around.declared();
        Optional<Declared.TableDeclared> table = declared.tables().stream()
                .filter(t -> t.page().equals(grid.page()))
                .findFirst();
        Optional<String> indicator =
                table.flatMap(Declared.TableDeclared::indicator).or(declared::indicator);
        Optional<String> unit = table.flatMap(Declared.TableDeclared::unit).or(declared::unit);
        Optional<String> period = table.flatMap(Declared.TableDeclared::period).or(declared::period);
        Optional<String> region = table.flatMap(Declared.TableDeclared::region).or(declared::region);
        Title said = new Title(
                "",
                indicator.orElse(""),
                "",
                indicator.flatMap(i -> book.lexicon().indicatorById(i).or(() -> Title.indicator(i, book))),
                period.flatMap(book.periods()::read),
                region.orElse(""),
                region.flatMap(book.lexicon()::region),
                unit.orElse(""),
                unit.flatMap(u -> book.lexicon().units().named(u)),
                "",
                Optional.empty(),
                Map.of());
        boolean otherUnit = unit.isPresent()
                && !own.unitLabel().isEmpty()
                && !said.unit().equals(own.unit())
                && own.unit().isPresent();
        boolean otherIndicator = said.indicator().isPresent()
                && own.indicator().isPresent()
                && !said.indicator().equals(own.indicator());
        if (otherUnit || otherIndicator) {
            diagnostics.add(new Diagnostic(
                    ExtractCodes.SIDECAR_DISAGREES,
                    otherUnit
                            ? "the sidecar says unit " + said.unitLabel() + ", the table " + own.unitLabel()
                                    + "; the table counts"
                            : "the sidecar says " + said.label() + ", the table \"" + own.label()
                                    + "\"; the table counts",
                    around.document().source().path(),
                    Optional.of(grid.page()),
                    Optional.empty(),
                    "correct the sidecar, or declare the single table under tables:"));
        }
        return own.or(said);
    }
}
