package almanac.study;

import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.document.picture.PlacePicture;
import almanac.model.Diagnostic;
import almanac.model.Diagnostic.Severity;
import almanac.model.Document;
import almanac.model.EnvironmentTrouble;
import almanac.model.Grid;
import almanac.model.Locator;
import almanac.model.Observation;
import almanac.model.Reading;
import almanac.model.Sentence;
import almanac.model.Source;
import almanac.rule.Correction;
import almanac.rule.RuleBook;
import almanac.warehouse.FindingRecord;
import almanac.warehouse.StoredDocument;
import almanac.warehouse.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Everything about one number: what it says, where it is printed, which rule read it, who says otherwise. */
public final class ShowDesk {
    /** No observation has this id. */
    public static final Diagnostic.Code NO_SUCH_OBSERVATION =
            new Diagnostic.Code("ALM-4027", Severity.ERROR, "there is no such observation");
    /** The picture of a place cannot be drawn. */
    public static final Diagnostic.Code NO_PICTURE =
            new Diagnostic.Code("ALM-4028", Severity.ERROR, "the picture cannot be drawn");

    /** A line: what it is, and what it says. */
    public record Line(String name, String text) {}

    private static final int NAME_COLUMNS = 15;
    private static final String AS_READ = "the file is as it was read";
    private static final String STILL_THERE =
            "see that the document is still there and the picture's folder may be written";

    private ShowDesk() {}

    /** An observation with the document and the file it stands in. */
    private record Found(Observation observation, StoredDocument document, Path file) {}

    /**
     * Shows an observation.
     *
     * @param id the id, with or without {@code #}, or its beginning where only one begins so
     * @throws EnvironmentTrouble when there is no store or no such observation
     */
    public static List<Line> show(Path store, List<Path> ruleFolders, String id) {
        try (Warehouse warehouse = Warehouse.open(store)) {
            Found found = located(warehouse, id);
            Observation observation = found.observation();
            StoredDocument document = found.document();
            List<Line> lines = new ArrayList<>();
            value(lines, observation);
            place(lines, warehouse, observation, document, found.file());
            RuleBook rules = RuleBook.load(ruleFolders);
            rule(lines, observation, rules, document.source().path());
            lines.add(new Line("read with", readWith(document, rules)));
            why(lines, observation, document, found.file(), rules);
            checks(lines, warehouse, observation);
            rivals(lines, warehouse, observation);
            return lines;
        }
    }

    /**
     * Draws the place of an observation: the page of a PDF, or the cells around in a table, the place marked.
     *
     * @param image PNG file to write
     * @throws EnvironmentTrouble as {@link #show}, and when the picture cannot be drawn
     */
    public static Line picture(Path store, String id, Path image) {
        try (Warehouse warehouse = Warehouse.open(store)) {
            Found found = located(warehouse, id);
            draw(found.file(), found.document(), found.observation().locator(), image);
            return new Line("picture", image.toString());
        }
    }

    private static Found located(Warehouse warehouse, String id) {
        Observation observation = find(warehouse, id.startsWith("#") ? id.substring(1) : id);
        Source source = warehouse.sources().get(observation.locator().source());
        StoredDocument document = warehouse.documents().stream()
                .filter(d -> d.source().equals(source))
                .findFirst()
                .orElseThrow();
        Path file = Path.of(document.root(), document.source().path());
        return new Found(observation, document, file);
    }

    /**
     * The lines as text, names in a column.
     *
     * @param columns width of the terminal; 0 for no breaks
     */
    public static String text(List<Line> lines, int columns) {
        StringBuilder text = new StringBuilder();
        String indent = " ".repeat(NAME_COLUMNS);
        for (Line line : lines) {
            String name = line.name() + " ".repeat(Math.max(1, NAME_COLUMNS - TerminalText.width(line.name())));
            text.append(name);
            int at = TerminalText.width(name);
            for (String word : line.text().split(" ")) {
                int width = TerminalText.width(word);
                if (columns > 0 && at > NAME_COLUMNS && at + width >= columns) {
                    text.append('\n').append(indent);
                    at = NAME_COLUMNS;
                }
                boolean first =
                        at == NAME_COLUMNS || at == TerminalText.width(name) && text.charAt(text.length() - 1) == ' ';
                text.append(first ? "" : " ").append(word);
                at += width + (first ? 0 : 1);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static Observation find(Warehouse warehouse, String id) {
        Optional<Observation> exact = warehouse.observation(id);
        if (exact.isPresent()) {
            return exact.get();
        }
        List<String> near = id.length() >= 4 ? warehouse.idsLike(id) : List.of();
        if (near.size() == 1) {
            return warehouse.observation(near.get(0)).orElseThrow();
        }
        throw new EnvironmentTrouble(Diagnostic.of(
                NO_SUCH_OBSERVATION,
                id,
                near.isEmpty() ? "no observation has this id" : "several begin so: " + String.join(", ", near),
                "ids stand in almanac search --json and in the first column of almanac export observations"));
    }

    private static void value(List<Line> lines, Observation o) {
        lines.add(new Line("observation", o.id()));
        lines.add(new Line(
                "region",
                o.region().label() + o.region().id().map(i -> " [" + i + "]").orElse("")));
        lines.add(new Line(
                "indicator",
                o.indicator().label()
                        + o.indicator().id().map(i -> " [" + i + "]").orElse("")));
        o.qualifiers().forEach((key, text) -> lines.add(new Line(key, text)));
        lines.add(new Line(
                "period",
                o.period().code().isEmpty() ? "(not stated)" : o.period().code()));
        Reading reading = o.reading();
        String unit = o.unitLabel().isEmpty() ? "" : " " + o.unitLabel();
        if (reading instanceof Reading.Amount amount) {
            lines.add(new Line(
                    "value",
                    amount.value().toPlainString()
                            + unit
                            + (o.measure().code().equals("level")
                                    ? ""
                                    : " (" + o.measure().code() + ")")));
            amount.stored().ifPresent(stored -> lines.add(new Line("stored value", stored.toPlainString())));
            o.baseValue()
                    .ifPresent(base -> lines.add(new Line(
                            "in base units",
                            (base.signum() == 0 ? BigDecimal.ZERO : base.stripTrailingZeros()).toPlainString() + " "
                                    + o.unit().dimension())));
        } else if (reading instanceof Reading.Missing missing) {
            lines.add(new Line("value", "none: " + missing.reason()));
        } else if (reading instanceof Reading.Unread unread) {
            lines.add(new Line("value", "could not be read: " + unread.why()));
        }
        lines.add(new Line("as printed", "\"" + reading.raw() + "\""));
        if (!o.flag().isEmpty()) {
            lines.add(new Line("flag", o.flag()));
        }
    }

    private static void place(
            List<Line> lines, Warehouse warehouse, Observation o, StoredDocument document, Path file) {
        Source source = document.source();
        Locator locator = o.locator();
        boolean numbered = locator.page().chars().allMatch(Character::isDigit);
        String page = (numbered ? "page " : "sheet ") + locator.page();
        if (locator instanceof Locator.CellAt cell) {
            lines.add(new Line("cell", cell.address() + ", table " + cell.table() + ", " + page));
            String caption = warehouse.captions(source.id()).getOrDefault(cell.table(), "");
            if (!caption.isBlank()) {
                lines.add(new Line("table title", caption.replace('\n', ' ')));
            }
            lines.add(new Line("head and stub", o.snippet()));
        } else if (locator instanceof Locator.SpanAt span) {
            lines.add(new Line("place", page + ", characters " + span.from() + " to " + span.to()));
            Optional<Sentence> sentence = warehouse.sentences(source.id()).stream()
                    .filter(s -> s.page().equals(span.page()) && s.from() <= span.from() && s.to() >= span.from())
                    .findFirst();
            lines.add(new Line("sentence", sentence.map(Sentence::text).orElse(o.snippet())));
        }
        lines.add(new Line("document", source.path()));
        lines.add(new Line(
                "book",
                source.title()
                        + source.publisher().map(p -> ", " + p).orElse("")
                        + source.vintage().map(v -> ", edition " + v).orElse("")));
        if (source.simulated()) {
            lines.add(new Line("note", "simulated, not official statistics"));
        }
        lines.add(new Line("file", file.toString()));
        lines.add(new Line("sha256", source.sha256() + " (" + state(file, source.sha256()) + ")"));
    }

    private static String state(Path file, String sha256) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest()).equals(sha256) ? AS_READ : "the file has changed since";
        } catch (IOException gone) {
            return "the file is gone";
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static void rule(List<Line> lines, Observation o, RuleBook rules, String path) {
        lines.add(new Line("rule", o.rule()));
        for (String part : o.rule().split("[;+ ]+")) {
            rules.listed().stream()
                    .filter(listed -> listed.id().equals(part))
                    .findFirst()
                    .ifPresent(listed -> lines.add(new Line("  says", listed.says())));
        }
        for (Correction correction : rules.corrections()) {
            if (correction.names(o, path)) {
                boolean applied = List.of(o.rule().split("\\+")).contains(correction.id());
                lines.add(new Line(
                        applied ? "corrected" : "correction",
                        (applied ? "" : "not applied: ") + correction.says() + ", " + correction.place()));
            }
        }
    }

    /** The program's version and the rules, and whether they are still those. */
    private static String readWith(StoredDocument document, RuleBook rules) {
        String then = document.rules();
        int cut = then.lastIndexOf(Indexing.VERSION_END);
        String version = cut <= 0 ? "this program" : "version " + then.substring(0, cut);
        return version + ", rules " + then.substring(cut + 1)
                + (then.equals(Indexing.fingerprint(rules))
                        ? ", the same as now"
                        : ", which have changed since: almanac index reads again what they touch");
    }

    /** Where each part of what the number says is printed; only of a file that is as it was read. */
    private static void why(List<Line> lines, Observation o, StoredDocument document, Path file, RuleBook rules) {
        boolean same = state(file, document.source().sha256()).equals(AS_READ);
        if (!same) {
            lines.add(new Line("why", "cannot be told: the file is no longer as it was read"));
            return;
        }
        Document read = new DocumentReader().read(file, Path.of(document.root()), ReadLimits.DEFAULT);
        List<Line> parts = Whence.of(read, o, rules);
        if (!parts.isEmpty()) {
            lines.add(new Line("why", "what is printed where, and what it was taken for"));
            lines.addAll(parts);
        }
    }

    private static void checks(List<Line> lines, Warehouse warehouse, Observation o) {
        for (FindingRecord finding : warehouse.findings(o.id())) {
            lines.add(new Line(
                    "check",
                    finding.code() + " " + finding.message()
                            + (finding.hint().isEmpty() ? "" : " (" + finding.hint() + ")")));
        }
        String cell = o.locator() instanceof Locator.CellAt at ? at.address() : "";
        for (Diagnostic diagnostic : warehouse.diagnostics(o.locator().source())) {
            boolean here = diagnostic.page().filter(o.locator().page()::equals).isPresent()
                    && diagnostic.cell().filter(cell::equals).isPresent();
            if (here) {
                lines.add(new Line("check", diagnostic.code().id() + " " + diagnostic.message()));
            }
        }
    }

    private static void rivals(List<Line> lines, Warehouse warehouse, Observation o) {
        for (Observation rival : warehouse.rivals(o)) {
            Source book = warehouse.sources().get(rival.locator().source());
            String value = rival.value().map(BigDecimal::toPlainString).orElse("none") + " " + rival.unitLabel();
            Optional<BigDecimal> here = o.baseValue().or(o::value);
            Optional<BigDecimal> there = rival.baseValue().or(rival::value);
            boolean same = here.isPresent() && there.isPresent() && here.get().compareTo(there.get()) == 0;
            String where = book == null ? rival.locator().source() : book.path();
            lines.add(new Line(
                    "rival",
                    value.strip() + (same ? " (the same)" : "") + ", " + where + " "
                            + rival.locator().page()
                            + (rival.locator() instanceof Locator.CellAt cell ? " " + cell.told() : "")
                            + ", edition "
                            + (rival.vintage().isEmpty() ? "unknown" : rival.vintage()) + ", #" + rival.id()));
        }
    }

    private static void draw(Path file, StoredDocument document, Locator locator, Path image) {
        try {
            if (document.source().mediaType().equals("application/pdf")) {
                PlacePicture.page(file, Integer.parseInt(locator.page()), locator.box(), image);
                return;
            }
            if (locator instanceof Locator.CellAt cell) {
                Document read = new DocumentReader().read(file, Path.of(document.root()), ReadLimits.DEFAULT);
                Optional<Grid> grid = read.grids().stream()
                        .filter(g -> g.id().equals(cell.table()))
                        .findFirst();
                if (grid.isPresent()) {
                    PlacePicture.table(grid.get(), cell.row(), cell.column(), image);
                    return;
                }
            }
            throw noPicture(
                    image,
                    "prose without pages has no picture",
                    "show the sentence instead: the same command without --image",
                    Optional.empty());
        } catch (IOException trouble) {
            throw noPicture(image, EnvironmentTrouble.reason(trouble), STILL_THERE, Optional.of(trouble));
        }
    }

    private static EnvironmentTrouble noPicture(Path image, String why, String hint, Optional<IOException> cause) {
        Diagnostic diagnostic =
                Diagnostic.of(NO_PICTURE, image.toString(), "the picture cannot be drawn: " + why, hint);
        return cause.isPresent() ? new EnvironmentTrouble(diagnostic, cause.get()) : new EnvironmentTrouble(diagnostic);
    }
}
