package almanac.extract.table;

import almanac.extract.ExtractCodes;
import almanac.extract.table.Labels.Kind;
import almanac.model.Cell;
import almanac.model.Diagnostic;
import almanac.model.Indicator;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Region;
import almanac.model.Source;
import almanac.model.Unit;
import almanac.rule.Lexicon;
import almanac.rule.Periods;
import almanac.rule.PhraseRule;
import almanac.rule.RuleBook;
import almanac.text.Folding;
import almanac.text.MissingMarks;
import almanac.text.Names;
import almanac.text.Numerals;
import almanac.text.UnitPhrase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one block as statistics: which columns label and which hold values, what every head and every row label is
 * (place, period, indicator, unit, product ...), and from both, cell by cell, an observation.
 */
final class TableReader {
    /** Share of labels that must be places (or periods) for a column or a header to count as one. */
    private static final double MAJORITY = 0.5;

    /** 一、 or 1. before a row label. */
    private static final Pattern ORDINAL = Pattern.compile("^[一二三四五六七八九十0-9]{1,2}[、.．]\\s*");

    /** Dimensions of currencies. */
    private static final Pattern MONEY = Pattern.compile("[A-Z]{3,4}");

    /** Dimensions that books use for each other: a firm is counted in 个, 户, 家 or without a word. */
    private static final Set<String> COUNTED =
            Set.of("person", "household", "unit", "item", "set", "copy", "person-year", "count");

    private static final Set<String> RATES = Set.of("percent", "index", "points", "ratio");

    /** {@code 2015=100} in the English of a head. */
    private static final Pattern BASE_YEAR = Pattern.compile("((?:19|20)\\d{2})\\s*=\\s*100");

    /** A financial year in a head: 2012-13. */
    private static final String FISCAL_IN_HEAD = "(?:19|20)\\d{2}\\s*[-–/]\\s*\\d{2}(?!\\d)";

    /** Classes in figures: 0 – 4, 65+. */
    private static final Pattern CLASS = Pattern.compile("\\d{1,3}\\s*(?:(?:[-–—~]|to|至)\\s*\\d{1,3}|\\+)?.{0,12}");

    private static final Pattern BRACKETED = Pattern.compile("\\(.*?\\)");

    private final Labels labels;
    private final RuleBook book;
    private final Lexicon lexicon;
    private final Surroundings around;
    private static final Set<String> CUSTOMS_AREAS = Set.of("CN-71", "CN-81", "CN-82");

    private final Block block;
    private final Sheet sheet;
    private final Title title;
    private final List<Heads.Path> paths;
    private final String headRule;
    private final Source source;
    private final boolean spreadsheet;
    private final List<Observation> observations;
    private final List<Diagnostic> diagnostics;
    private final SortedMap<String, Long> tallies;
    private final Map<String, String> missing;
    private final Optional<Indicator> declaredIndicator;
    private final Map<String, Resolved> resolutions = new HashMap<>();
    private Optional<Boolean> derivedTitle = Optional.empty();
    /** Whether the heads of the part being read are places, known or not. */
    private boolean placesAcross;
    /** The units of the caption where it names several (亿元、万人), else nothing. */
    private final List<String> titleUnits;
    /** Columns of places that print official codes. */
    private final boolean[] coded;
    /** The section that the part before has left in force. */
    private Optional<Meaning> sectionAbove = Optional.empty();

    /** What a column is for. */
    private enum Role {
        NONE,
        REGION,
        TWIN,
        PERIOD,
        CODE,
        UNIT,
        LABEL,
        IGNORED,
        VALUE,
        CHECK
    }

    /** An indicator as the lexicon knows it, and what is left of the label. */
    private record Resolved(String label, Optional<String> id, String kind, String rest) {}

    TableReader(
            Labels labels,
            Surroundings around,
            Block block,
            Title title,
            List<Heads.Path> paths,
            String headRule,
            List<Observation> observations,
            List<Diagnostic> diagnostics,
            SortedMap<String, Long> tallies) {
        this.labels = labels;
        this.book = labels.book();
        this.lexicon = book.lexicon();
        this.around = around;
        this.block = block;
        this.sheet = block.sheet;
        this.coded = new boolean[sheet.columns];
        this.title = title;
        List<String> parts = UnitPhrase.parts(title.unitLabel());
        this.titleUnits =
                parts.size() > 1 && lexicon.units().named(title.unitLabel()).isEmpty() ? parts : List.of();
        this.paths = paths;
        this.headRule = headRule;
        this.source = around.document().source();
        this.observations = observations;
        this.diagnostics = diagnostics;
        this.tallies = tallies;
        String type = source.mediaType();
        spreadsheet = type.contains("excel") || type.contains("spreadsheet");
        declaredIndicator = title.label().isEmpty()
                ? around.declared().indicator().flatMap(named -> Title.indicator(named, book))
                : Optional.empty();
        List<String> told = new ArrayList<>(block.notes);
        told.addAll(block.units);
        told.addAll(block.titles);
        missing = new LinkedHashMap<>(MissingMarks.legend(told));
        missing.putAll(around.declared().missing());
    }

    private void tally(String name, long count) {
        if (count > 0) {
            tallies.merge(name, count, Long::sum);
        }
    }

    private void report(Diagnostic.Code code, String cell, String message, String hint) {
        diagnostics.add(new Diagnostic(
                code,
                message,
                source.path(),
                Optional.of(sheet.grid.page()),
                cell.isEmpty() ? Optional.empty() : Optional.of(cell),
                hint));
    }

    // ---- the columns

    private Role[] roles(int from, int to) {
        Role[] roles = new Role[sheet.columns];
        Arrays.fill(roles, Role.NONE);
        boolean yearsAcross = paths.stream().anyMatch(p -> p.path().stream().anyMatch(Meaning::timely));
        for (int c = from; c < to; c++) {
            roles[c] = role(c, yearsAcross);
        }
        // a first column of bare integers under a period head, or beside periods across, labels the rows
        boolean labelled = false;
        for (int c = from; c < to; c++) {
            labelled |= roles[c] != Role.NONE && roles[c] != Role.VALUE && roles[c] != Role.CHECK;
        }
        if (!labelled && !yearsAcross) {
            for (int c = from; c < to; c++) {
                if (roles[c] == Role.VALUE) {
                    boolean years = block.body.stream()
                            .allMatch(r -> sheet.blank(r, c0(roles)) || sheet.kind(r, c0(roles)) == Kind.YEAR);
                    if (years) {
                        roles[c] = Role.PERIOD;
                    }
                    break;
                }
            }
        }
        twins(roles, from, to);
        unknownPlaces(roles, from, to);
        return roles;
    }

    private static int c0(Role[] roles) {
        for (int c = 0; c < roles.length; c++) {
            if (roles[c] == Role.VALUE) {
                return c;
            }
        }
        return 0;
    }

    private Role role(int c, boolean yearsAcross) {
        int numbers = 0;
        int years = 0;
        int texts = 0;
        int marks = 0;
        int places = 0;
        int times = 0;
        for (int r : block.body) {
            switch (sheet.kind(r, c)) {
                case NUMBER -> numbers++;
                case YEAR -> {
                    years++;
                    times++;
                }
                case MARK -> marks++;
                case TEXT -> {
                    texts++;
                    Meaning meaning = labels.of(sheet.text(r, c));
                    places += meaning.place() || meaning.total() ? 1 : 0;
                    times += meaning.timely() ? 1 : 0;
                }
                default -> {}
            }
        }
        if (numbers + years + texts + marks == 0) {
            return Role.NONE;
        }
        String axis = axis(c);
        boolean headed = !paths.get(c).path().isEmpty();
        boolean values = numbers + years >= texts;
        if (ignored(c)) {
            return Role.IGNORED;
        }
        coded[c] = (axis.equals("code") || axis.equals("region")) && coded(c);
        if (coded[c]) {
            return Role.REGION;
        }
        if (axis.equals("code") && !(numbers > 0 && hasDecimals(c))) {
            return places > texts * 0.9 && texts > 0 && noOtherPlace(c) ? Role.REGION : Role.CODE;
        }
        if (axis.equals("unit") && texts > 0) {
            return Role.UNIT;
        }
        if (axis.equals("period") && numbers == 0) {
            return Role.PERIOD;
        }
        if (!values) {
            if (places >= Math.max(1, texts * MAJORITY)) {
                return Role.REGION;
            }
            if (times >= (texts + years) * MAJORITY && times > 0) {
                return Role.PERIOD;
            }
            return axis.equals("region") && texts > 0 ? Role.REGION : Role.LABEL;
        }
        if (numbers == 0 && years > 0) {
            // years only: a stub of years, unless the head says that it is a figure
            boolean longForms = block.body.stream()
                    .anyMatch(r ->
                            sheet.kind(r, c) == Kind.YEAR && sheet.text(r, c).length() > 4);
            if (longForms || !yearsAcross && !headed && years > 1) {
                return Role.PERIOD;
            }
            boolean sequence = sequence(c);
            if (sequence && !yearsAcross && c <= firstNumberColumn()) {
                return Role.PERIOD;
            }
        }
        if (!headed && check(c)) {
            return Role.CHECK;
        }
        return Role.VALUE;
    }

    /**
     * Whether a column that heads places or codes holds official codes of places, and no other column names them. Codes of
     * two letters are taken only under a head that speaks of countries: a state may have the letters of one.
     */
    private boolean coded(int c) {
        boolean countries = paths.get(c).path().stream()
                .anyMatch(m -> book.match("country-head", m.label()).isPresent());
        int codes = 0;
        int cells = 0;
        for (int r : block.body) {
            if (!sheet.blank(r, c)) {
                String text = sheet.text(r, c);
                cells++;
                boolean letters = !text.isEmpty() && Character.isLetter(text.charAt(0));
                codes += (!letters || countries)
                                && lexicon.regionByPrintedCode(text).isPresent()
                        ? 1
                        : 0;
            }
        }
        if (codes < 2 || codes < cells * 0.9 || !noOtherPlace(c)) {
            return false;
        }
        for (int d = 0; d < sheet.columns; d++) {
            int column = d;
            boolean names = d != c
                    && block.body.stream()
                            .anyMatch(r -> sheet.kind(r, column) == Kind.TEXT
                                    && labels.of(sheet.text(r, column)).place());
            if (names) {
                return false;
            }
        }
        return true;
    }

    /** What a label of a column of places says, a code among them. */
    private Meaning place(String text) {
        Meaning meaning = labels.of(text);
        Optional<Region> code = meaning.place() ? Optional.empty() : lexicon.regionByPrintedCode(text);
        return code.map(region -> meaning.at(List.of(region))).orElse(meaning);
    }

    private boolean noOtherPlace(int column) {
        for (int c = 0; c < sheet.columns; c++) {
            if (c != column && axis(c).equals("region")) {
                return false;
            }
        }
        return true;
    }

    private int firstNumberColumn() {
        for (int c = 0; c < sheet.columns; c++) {
            for (int r : block.body) {
                if (sheet.kind(r, c) == Kind.NUMBER) {
                    return c;
                }
            }
        }
        return sheet.columns;
    }

    /** Years that follow each other down the rows (up or down, or starting again). */
    private boolean sequence(int c) {
        int steps = 0;
        int ordered = 0;
        int before = 0;
        for (int r : block.body) {
            if (sheet.kind(r, c) == Kind.YEAR && sheet.text(r, c).length() == 4) {
                int year = Integer.parseInt(sheet.text(r, c));
                if (before != 0) {
                    steps++;
                    ordered += Math.abs(year - before) <= 60 ? 1 : 0;
                }
                before = year;
            }
        }
        return steps == 0 || ordered >= steps * 0.8;
    }

    private boolean hasDecimals(int c) {
        return block.body.stream()
                .anyMatch(
                        r -> sheet.kind(r, c) == Kind.NUMBER && sheet.text(r, c).indexOf('.') >= 0);
    }

    private String axis(int c) {
        for (Meaning meaning : paths.get(c).path()) {
            if (!meaning.axis().isEmpty()) {
                return meaning.axis();
            }
        }
        return "";
    }

    private boolean ignored(int c) {
        return paths.get(c).path().stream()
                .anyMatch(m -> book.match("ignored-head", m.label()).isPresent());
    }

    /** A column without a head that says nothing: all zero or all the same. */
    private boolean check(int c) {
        String only = "";
        int values = 0;
        for (int r : block.body) {
            if (!sheet.blank(r, c)) {
                values++;
                String text = sheet.text(r, c);
                if (only.isEmpty()) {
                    only = text;
                }
                boolean zero =
                        Numerals.read(text).map(n -> n.value().signum() == 0).orElse(false);
                if (!zero && !text.equals(only)) {
                    return false;
                }
            }
        }
        return values > 1 || block.body.size() == 1;
    }

    /** The second of two label columns that name the same in two languages. */
    private void twins(Role[] roles, int from, int to) {
        for (int c = from; c < to; c++) {
            if (roles[c] != Role.REGION && roles[c] != Role.LABEL) {
                continue;
            }
            for (int d = c + 1; d < to; d++) {
                boolean both = roles[d] == Role.REGION || roles[d] == Role.LABEL;
                boolean noAxis = axis(d).isEmpty() || axis(c).isEmpty() || axis(c).equals(axis(d));
                if (both
                        && noAxis
                        && localShare(c) > 0.6
                        && localShare(d) < 0.1
                        && (beside(c, d, roles) || roles[d] == Role.REGION || axis(c).equals(axis(d)))) {
                    // what the English column names, the other names too
                    roles[c] = roles[d] == Role.REGION ? Role.REGION : roles[c];
                    roles[d] = Role.TWIN;
                } else if (both && roles[c] == Role.REGION && roles[d] == Role.REGION && samePlaces(c, d)) {
                    roles[d] = Role.TWIN;
                } else if (both && roles[c] == Role.LABEL && roles[d] == Role.REGION && shortCodes(c)) {
                    roles[c] = Role.CODE;
                }
            }
        }
    }

    private boolean samePlaces(int c, int d) {
        int same = 0;
        int rows = 0;
        for (int r : block.body) {
            List<Region> a = labels.of(sheet.text(r, c)).regions();
            List<Region> b = labels.of(sheet.text(r, d)).regions();
            if (!a.isEmpty() && !b.isEmpty()) {
                rows++;
                same += a.stream().anyMatch(b::contains) ? 1 : 0;
            }
        }
        return rows > 0 && same > rows * 0.8;
    }

    /** Whether two label columns stand at the two edges of the table, or next to each other. */
    private static boolean beside(int c, int d, Role[] roles) {
        boolean last = true;
        for (int k = d + 1; k < roles.length; k++) {
            last &= roles[k] == Role.NONE;
        }
        return d == c + 1 || last;
    }

    /** Short Latin codes, another in each row: NCR, IVA, RU01. */
    private boolean shortCodes(int c) {
        Map<String, Integer> seen = new HashMap<>();
        int rows = 0;
        for (int r : block.body) {
            String text = sheet.text(r, c);
            if (sheet.kind(r, c) == Kind.TEXT) {
                if (text.length() > 8 || Bilingual.hasLocal(text)) {
                    return false;
                }
                rows++;
                seen.merge(text, 1, Integer::sum);
            }
        }
        return rows > 1 && seen.size() >= rows * 0.9;
    }

    /**
     * Where no label is a known place: rows named in a table whose title names an indicator and whose heads are periods
     * (or rows of a title that says by region) are places the lexicon does not know.
     */
    private void unknownPlaces(Role[] roles, int from, int to) {
        boolean known = has(roles, Role.REGION)
                || paths.stream().anyMatch(p -> p.path().stream().anyMatch(Meaning::place));
        if (known || !title.qualifier().isEmpty() && !title.qualifier().equals("region")) {
            return;
        }
        List<Integer> labelled = new ArrayList<>();
        for (int c = from; c < to; c++) {
            if (roles[c] == Role.LABEL && axis(c).isEmpty()) {
                labelled.add(c);
            }
        }
        boolean asked = title.qualifier().equals("region")
                || !labelled.isEmpty() && byHead(labelled.get(0))
                || title.indicator().filter(i -> !lexicon.heading(i.id())).isPresent() && yearsAcross(roles, from, to);
        boolean placed = !labelled.isEmpty()
                && block.body.stream()
                        .anyMatch(r -> labelled.stream()
                                .anyMatch(c -> sheet.kind(r, c) == Kind.TEXT
                                        && labels.of(sheet.text(r, c)).place()));
        if (!asked && !(placed && yearsAcross(roles, from, to)) || labelled.isEmpty()) {
            return;
        }
        int named = labelled.get(0);
        if (labelled.size() > 1 && shortCodes(named)) {
            roles[named] = Role.CODE;
            named = labelled.get(1);
        }
        int rows = 0;
        int indicators = 0;
        for (int r : block.body) {
            if (sheet.kind(r, named) == Kind.TEXT) {
                Meaning meaning = labels.of(sheet.text(r, named));
                rows++;
                indicators += lexicon.indicator(
                                                meaning.label(),
                                                List.of(title.indicator()
                                                        .map(Indicator::id)
                                                        .orElse("")))
                                        .isPresent()
                                || !meaning.unitLabel().isEmpty()
                                || meaning.measure().isPresent()
                        ? 1
                        : 0;
            }
        }
        if (rows > 0 && indicators <= rows * 0.2) {
            roles[named] = Role.REGION;
        }
    }

    /** Whether the title says by what the stub's head names: "by emirate and sex" over a stub headed Emirate. */
    private boolean byHead(int c) {
        List<Meaning> path = paths.get(c).path();
        if (path.size() != 1) {
            return false;
        }
        String head = path.get(0).label().toLowerCase(Locale.ROOT);
        String said = (title.label() + " " + title.english()).toLowerCase(Locale.ROOT);
        return head.length() > 3
                && book.match("class-head", head).isEmpty()
                && (said.contains(" by " + head)
                        || head.endsWith("y") && said.contains(" by " + head.substring(0, head.length() - 1) + "ies"));
    }

    private boolean yearsAcross(Role[] roles, int from, int to) {
        for (int c = from; c < to; c++) {
            if (roles[c] == Role.VALUE && paths.get(c).path().stream().noneMatch(Meaning::timely)) {
                return false;
            }
        }
        return true;
    }

    private double localShare(int c) {
        int han = 0;
        int texts = 0;
        for (int r : block.body) {
            if (sheet.kind(r, c) == Kind.TEXT) {
                texts++;
                han += Bilingual.hasLocal(sheet.text(r, c)) ? 1 : 0;
            }
        }
        return texts == 0 ? 0 : (double) han / texts;
    }

    // ---- the block

    void read() {
        List<int[]> halves = halves();
        for (int[] half : halves) {
            read(half[0], half[1]);
        }
    }

    /** Half tables side by side: the stub's head comes again further right. */
    private List<int[]> halves() {
        List<Integer> starts = new ArrayList<>();
        String first = "";
        for (int c = 0; c < sheet.columns; c++) {
            if (paths.get(c).path().isEmpty()) {
                continue;
            }
            String head = Names.key(paths.get(c).path().get(0).label());
            Role role = role(c, true);
            boolean stub = !axis(c).isEmpty()
                    && (role == Role.REGION || role == Role.LABEL || role == Role.PERIOD || axis(c).equals("period"));
            if (starts.isEmpty()) {
                if (!stub) {
                    break;
                }
                starts.add(0);
                first = head;
            } else if (stub && head.equals(first) && !sameCellAbove(c) && role(c - 1, true) == Role.VALUE) {
                starts.add(c);
            }
        }
        if (starts.size() < 2) {
            return List.of(new int[] {0, sheet.columns});
        }
        List<int[]> halves = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            halves.add(new int[] {starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : sheet.columns});
        }
        return halves;
    }

    private boolean sameCellAbove(int c) {
        return block.heads.stream().anyMatch(h -> !sheet.blank(h, c) && sheet.same(h, c, h, c - 1));
    }

    private void read(int from, int to) {
        Role[] roles = roles(from, to);
        List<Integer> values = new ArrayList<>();
        for (int c = from; c < to; c++) {
            if (roles[c] == Role.VALUE) {
                values.add(c);
            } else if (roles[c] == Role.CHECK) {
                int column = c;
                long cells =
                        block.body.stream().filter(r -> !sheet.blank(r, column)).count();
                tally("skipped.table.column.check", cells);
                report(
                        ExtractCodes.CHECK_COLUMN,
                        address(block.body.get(0), c),
                        "a column without a head that repeats one value (" + cells + " cells) was left out",
                        "give the column a head if it is data");
            }
        }
        if (values.isEmpty()) {
            return;
        }
        boolean placesDown = has(roles, Role.REGION);
        placesAcross = placesAcross(roles, values);
        Home home = home(roles, values, placesDown);
        List<Column> columns = new ArrayList<>();
        for (int c : values) {
            columns.add(column(c, roles, placesDown));
        }
        rows(roles, rates(ofWhich(unitForAll(columns))), placesDown, home);
    }

    /**
     * Whether every head is a place, those that the lexicon does not know included: years down the rows, the title names
     * the indicator, and a head is a known place or total, or the title says by region.
     */
    private boolean placesAcross(Role[] roles, List<Integer> values) {
        Optional<Indicator> titled = title.indicator().filter(i -> !lexicon.heading(i.id()));
        boolean region = title.qualifier().equals("region");
        if (titled.isEmpty()
                        && (!region
                                || book.match("general-title", title.label()).isPresent())
                || !region && !title.qualifier().isEmpty()
                || !has(roles, Role.PERIOD)
                || has(roles, Role.REGION)
                || has(roles, Role.LABEL)
                || values.size() < 2) {
            return false;
        }
        int places = 0;
        for (int c : values) {
            List<Meaning> path = paths.get(c).path().stream()
                    .filter(meaning -> !meaning.unitOnly())
                    .toList();
            if (path.size() != 1) {
                return false;
            }
            Meaning head = path.get(0);
            boolean other = head.timely()
                    || head.unitOnly()
                    || !head.unitLabel().isEmpty()
                    || head.measure().isPresent()
                    || !head.axis().isEmpty()
                    || !head.place()
                            && one(head, titled.map(i -> List.of(i.id())).orElse(List.of()))
                                    .isPresent();
            if (other) {
                return false;
            }
            places += head.place() ? 1 : 0;
        }
        return region || places > 0;
    }

    /** A column of-which has the unit and the year of the column that it is a part of, where it has none of its own. */
    private List<Column> ofWhich(List<Column> columns) {
        List<Column> filled = new ArrayList<>();
        for (Column column : columns) {
            Column own = column;
            boolean part = !column.labels().isEmpty()
                    && column.labels().get(column.labels().size() - 1).ofWhich();
            if (part && !filled.isEmpty()) {
                Column whole = filled.get(filled.size() - 1);
                if (own.unitLabel().isEmpty()
                        && own.measure().isEmpty()
                        && whole.measure().isEmpty()
                        && title.unitLabel().isEmpty()) {
                    own = own.withUnit(whole.unitLabel(), whole.unit());
                }
                if (own.period().isEmpty()
                        && own.part().isEmpty()
                        && whole.period().isPresent()
                        && firstLabel(own).equals(firstLabel(whole))) {
                    own = own.withPeriod(whole.period());
                }
            }
            filled.add(own);
        }
        return filled;
    }

    /** 存款余额 | 比年初增长(%): a rate that names nothing is that of the figure to its left, where the title names none either. */
    private List<Column> rates(List<Column> columns) {
        List<Column> filled = new ArrayList<>();
        Column whole = null;
        for (Column column : columns) {
            boolean nameless = column.measure().isPresent()
                    && column.labels().isEmpty()
                    && title.indicator().isEmpty();
            filled.add(nameless && whole != null ? column.withLabels(whole.labels()) : column);
            whole = column.measure().isEmpty() ? column : whole;
        }
        return filled;
    }

    private static String firstLabel(Column column) {
        return column.labels().isEmpty() ? "" : column.labels().get(0).label();
    }

    /** A unit that stands in the head of one column only, and alone, is the unit line of the table. */
    private List<Column> unitForAll(List<Column> columns) {
        List<Column> with =
                columns.stream().filter(c -> !c.unitLabel().isEmpty()).toList();
        boolean alone = with.size() == 1
                && columns.size() >= 3
                && title.unitLabel().isEmpty()
                && with.get(0).measure().isEmpty()
                && paths.get(with.get(0).index()).path().stream().anyMatch(Meaning::unitOnly)
                && with.get(0).labels().isEmpty();
        if (!alone) {
            return columns;
        }
        Column one = with.get(0);
        return columns.stream()
                .map(c -> c.withUnit(one.unitLabel(), one.unit()))
                .toList();
    }

    private static boolean has(Role[] roles, Role wanted) {
        return Arrays.asList(roles).contains(wanted);
    }

    /** The place that the table is about, and the level of the places it lists. */
    private record Home(Optional<Region> region, String place, String level) {}

    private Home home(Role[] roles, List<Integer> values, boolean placesDown) {
        Map<String, Integer> parents = new TreeMap<>();
        Map<String, Integer> levels = new TreeMap<>();
        int places = 0;
        List<List<Region>> seen = new ArrayList<>();
        if (placesDown) {
            for (int c = 0; c < sheet.columns; c++) {
                if (roles[c] == Role.REGION) {
                    for (int r : block.body) {
                        seen.add((coded[c] ? place(sheet.text(r, c)) : labels.of(sheet.text(r, c))).regions());
                    }
                }
            }
        } else {
            for (int c : values) {
                paths.get(c).path().forEach(m -> seen.add(m.regions()));
            }
        }
        for (List<Region> regions : seen) {
            if (regions.size() == 1) {
                places++;
                Region region = regions.get(0);
                levels.merge(region.level(), 1, Integer::sum);
                region.parent().ifPresent(parent -> parents.merge(parent, 1, Integer::sum));
            }
        }
        String level = levels.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        int known = places;
        Optional<Region> parent = parents.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue())
                .filter(e -> e.getValue() >= 2 && e.getValue() >= known * 0.6)
                .flatMap(e -> lexicon.regionByCode(e.getKey()));
        Optional<Region> stated = title.region().or(around::region);
        if (parent.isPresent()) {
            boolean printed = title.region().equals(parent);
            return new Home(parent, printed ? title.place() : parent.get().zh(), level);
        }
        if (stated.isPresent()) {
            return new Home(stated, title.region().isPresent() ? title.place() : around.place(), level);
        }
        return new Home(Optional.empty(), around.declared().region().orElse(""), level);
    }

    /** Who can be a trading partner; Hong Kong, Macao and Taiwan trade with the provinces as customs areas of their own. */
    private static boolean customsArea(Region region) {
        return region.level().equals("country")
                || region.level().equals("group")
                || CUSTOMS_AREAS.contains(region.code());
    }

    /** What a value column says by itself. */
    private record Column(
            int index,
            List<Meaning> labels,
            Optional<Meaning> place,
            Optional<Period> period,
            Optional<String> part,
            String unitLabel,
            Optional<Unit> unit,
            Optional<PhraseRule.Match> measure,
            String dimension,
            String heads,
            String english,
            Numerals.Style style,
            double middle,
            List<String> marks) {

        Column withLabels(List<Meaning> named) {
            return new Column(
                    index, named, place, period, part, unitLabel, unit, measure, dimension, heads, english, style,
                    middle, marks);
        }

        Column withPeriod(Optional<Period> stated) {
            return new Column(
                    index, labels, place, stated, part, unitLabel, unit, measure, dimension, heads, english, style,
                    middle, marks);
        }

        Column withUnit(String label, Optional<Unit> known) {
            return new Column(
                    index, labels, place, period, part, label, known, measure, dimension, heads, english, style, middle,
                    marks);
        }
    }

    private Column column(int c, Role[] roles, boolean placesDown) {
        List<Meaning> named = new ArrayList<>();
        Optional<Meaning> place = Optional.empty();
        Optional<Period> period = Optional.empty();
        Optional<String> part = Optional.empty();
        Optional<PhraseRule.Match> measure = Optional.empty();
        String unitLabel = "";
        Optional<Unit> unit = Optional.empty();
        StringBuilder heads = new StringBuilder();
        String dimension = List.of("partner", "region").contains(title.qualifier()) ? "" : title.qualifier();
        for (Meaning meaning : paths.get(c).path()) {
            heads.append(heads.length() == 0 ? "" : " / ").append(meaning.printed());
            if (meaning.period().isPresent()) {
                period = meaning.period();
                continue;
            }
            if (meaning.part().isPresent()) {
                part = meaning.part();
                continue;
            }
            if (meaning.unitOnly()) {
                // the English line below says the same again
                if (unitLabel.isEmpty()
                        || !Folding.hasIdeograph(unitLabel)
                        || Folding.hasIdeograph(meaning.unitLabel())
                        || RATES.contains(meaning.unit().map(Unit::dimension).orElse(""))) {
                    unitLabel = meaning.unitLabel();
                    unit = meaning.unit();
                }
                continue;
            }
            if (!meaning.unitLabel().isEmpty() && !classes(meaning, paths.get(c).path())) {
                unitLabel = meaning.unitLabel();
                unit = meaning.unit();
            }
            if (meaning.measure().isPresent()) {
                PhraseRule.Match rate = meaning.measure().get();
                measure = meaning.measure();
                if (rate.said("year").isPresent()) {
                    period = rate.said("year").map(Period::new);
                }
                String rateUnit = rate.said("unit").orElse("");
                if (!rateUnit.isEmpty() && meaning.unitLabel().isEmpty()) {
                    unitLabel = rateUnit;
                    unit = lexicon.units().named(rateUnit);
                }
                String kept = kept(meaning, rate);
                if (!kept.isEmpty()) {
                    named.add(relabel(meaning, kept));
                }
                continue;
            }
            Optional<String> said = paths.get(c).path().size() < 2
                    ? Optional.empty()
                    : book.match("dimension", meaning.label()).flatMap(m -> m.said("qualifier"));
            if (said.isPresent()) {
                dimension = said.get();
                continue;
            }
            boolean emptyHead = book.match("empty-head", meaning.label()).isPresent();
            if (emptyHead
                    && (paths.get(c).path().size() > 1
                            || !title.label().isEmpty()
                            || !meaning.unitLabel().isEmpty()
                            || hasLabel(roles))) {
                continue;
            }
            if ((meaning.place() || placesAcross)
                    && place.isEmpty()
                    && !placesDown
                    && (title.qualifier().isEmpty() || title.qualifier().equals("region"))) {
                place = Optional.of(meaning);
                continue;
            }
            if (!meaning.axis().isEmpty() && paths.get(c).path().size() > 1) {
                continue;
            }
            Optional<Period> inside = book.periods().inText(meaning.label());
            if (period.isEmpty()
                    && inside.isPresent()
                    && (meaning.label().length() < 24 || inside.get().code().indexOf('/') > 0)) {
                period = inside;
                String rest = Names.label(book.periods()
                        .withoutYear(meaning.label().replaceAll(FISCAL_IN_HEAD, ""))
                        .replaceAll("\\(\\s*\\)|（\\s*）", ""));
                if (rest.isEmpty()) {
                    continue;
                }
                Meaning without = labels.of(rest);
                named.add(without.period().isPresent() ? meaning : relabel(without, without.label()));
                continue;
            }
            named.add(meaning);
        }
        headsAgree(c);
        List<String> sample = new ArrayList<>();
        double[] sizes = new double[block.body.size()];
        int count = 0;
        for (int r : block.body) {
            if (sheet.kind(r, c) == Kind.NUMBER || sheet.kind(r, c) == Kind.YEAR) {
                if (sample.size() < 60) {
                    sample.add(sheet.text(r, c));
                }
            }
        }
        Numerals.Style style = Numerals.style(sample);
        if (measure.isPresent() || title.measure().isPresent()) {
            for (String text : sample) {
                Optional<Numerals.Numeral> number = Numerals.read(text, style);
                if (number.isPresent() && count < sizes.length) {
                    sizes[count++] = Math.abs(number.get().value().doubleValue());
                }
            }
        }
        double[] sorted = Arrays.copyOf(sizes, count);
        Arrays.sort(sorted);
        return new Column(
                c,
                List.copyOf(named),
                place,
                period,
                part,
                unitLabel,
                unit,
                measure,
                dimension,
                heads.toString(),
                String.join(" / ", paths.get(c).english()),
                style,
                count == 0 ? 0 : sorted[count / 2],
                headMarks(c));
    }

    /** Whether a head's unit is that of the classes below it, not of the figures: age, years over 0-4 | 5-9. */
    private static boolean classes(Meaning head, List<Meaning> path) {
        Meaning leaf = path.get(path.size() - 1);
        return !head.equals(leaf)
                && head.unit().filter(u -> u.dimension().equals("time")).isPresent()
                && CLASS.matcher(leaf.label()).matches();
    }

    /** Reports a head whose Chinese names one indicator and whose English another, or another base year. */
    private void headsAgree(int c) {
        List<Meaning> path = paths.get(c).path();
        List<String> english = paths.get(c).english();
        List<String> owners = new ArrayList<>();
        title.indicator().ifPresent(i -> owners.add(i.id()));
        for (int i = 0; i < path.size(); i++) {
            Meaning head = path.get(i);
            boolean below = head.twin().isEmpty() && i == path.size() - 1 && english.size() == 1;
            String twin = below ? english.get(0) : head.twin();
            agree(head, twin, owners, headAddress(c));
            Optional<String> base = head.measure().flatMap(m -> m.said("base"));
            Matcher hundred = BASE_YEAR.matcher(twin);
            if (base.isPresent() && hundred.find() && !base.get().equals(hundred.group(1))) {
                report(
                        ExtractCodes.LABELS_DISAGREE,
                        headAddress(c),
                        "\"" + head.label() + "\" stands beside \"" + Names.label(twin) + "\": the base is "
                                + base.get() + " in Chinese and " + hundred.group(1)
                                + " in English; the Chinese label counts",
                        "check the head against the printed book");
            }
            one(head, owners).ifPresent(indicator -> owners.add(0, indicator.id()));
        }
    }

    /** Reports two labels of one thing that name two indicators; an English name that only says less is none. */
    private void agree(Meaning meaning, String twin, List<String> owners, String address) {
        if (twin.isBlank() || !Bilingual.hasLocal(meaning.label())) {
            return;
        }
        Optional<Indicator> local = lexicon.indicator(meaning.label(), owners);
        Optional<Indicator> english =
                lexicon.indicator(BRACKETED.matcher(twin).replaceAll("").strip(), owners);
        if (local.isEmpty() || english.isEmpty() || local.equals(english)) {
            return;
        }
        Set<String> said = words(twin);
        List<String> names = new ArrayList<>(local.get().aliases());
        names.add(local.get().en());
        boolean less = names.stream()
                .map(TableReader::words)
                .anyMatch(name -> !name.isEmpty() && (name.containsAll(said) || said.containsAll(name)));
        if (!less) {
            report(
                    ExtractCodes.LABELS_DISAGREE,
                    address,
                    "\"" + meaning.label() + "\" stands beside \"" + Names.label(twin) + "\", which is "
                            + english.get().zh() + "; the Chinese label counts",
                    "check the label against the printed book");
        }
    }

    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
            if (word.length() > 2 && !word.equals("the") && !word.equals("and")) {
                words.add(word);
            }
        }
        return words;
    }

    /** The address of the lowest head of a column. */
    private String headAddress(int c) {
        for (int i = block.heads.size() - 1; i >= 0; i--) {
            if (!sheet.blank(block.heads.get(i), c)) {
                Cell cell = sheet.cell(block.heads.get(i), c);
                return address(cell.row(), cell.column());
            }
        }
        return address(block.body.get(0), c);
    }

    private List<String> headMarks(int c) {
        List<String> marks = new ArrayList<>();
        for (int h : block.heads) {
            marks.addAll(sheet.cell(h, c).marks());
        }
        return marks.stream().distinct().toList();
    }

    private static boolean hasLabel(Role[] roles) {
        return has(roles, Role.LABEL);
    }

    /** What remains of a rate head as the name of the thing: 地区生产总值指数 of 地区生产总值指数(上年=100), nothing of 比上年增长(%). */
    private String kept(Meaning meaning, PhraseRule.Match rate) {
        String measure = rate.said("measure").orElse("");
        String label = rate.said("label").orElse("");
        if (measure.equals("share") || rate.rule().id().equals("table.rate.index")) {
            return meaning.label();
        }
        return Names.label(label);
    }

    private static Meaning relabel(Meaning m, String label) {
        return new Meaning(
                m.printed(),
                label,
                m.twin(),
                m.unitLabel(),
                m.unit(),
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                m.measure(),
                m.total(),
                m.subtotal(),
                m.ofWhich(),
                "");
    }

    /** What the rows above have left in force. */
    private static final class Running {
        Optional<Meaning> section = Optional.empty();
        /** Whether rows below that section stand for something else than places. */
        boolean otherRows;

        Optional<Meaning> sectionPlace = Optional.empty();
        Optional<Period> sectionPeriod = Optional.empty();
        String sectionUnit = "";
        final List<Meaning> parents = new ArrayList<>();
        final List<Integer> indents = new ArrayList<>();
        String[] fill = new String[0];
    }

    private void rows(Role[] roles, List<Column> columns, boolean placesDown, Home home) {
        Running running = new Running();
        running.section = placesDown ? sectionAbove : Optional.empty();
        running.fill = new String[sheet.columns];
        Arrays.fill(running.fill, "");
        boolean chineseRows = false;
        for (int c = 0; c < sheet.columns; c++) {
            if (roles[c] == Role.REGION || roles[c] == Role.LABEL) {
                chineseRows |= localShare(c) > 0.5;
            }
        }
        for (int r : block.body) {
            int filled = 0;
            int zero = 0;
            for (Column column : columns) {
                if (!sheet.blank(r, column.index())) {
                    filled++;
                    String text = sheet.text(r, column.index());
                    zero += zero(text) ? 1 : 0;
                }
            }
            String first = firstLabel(r, roles, columns);
            if (filled == 0
                    || filled == 1 && sheet.cell(r, columns.get(0).index()).columnSpan() > 2 && !first.isEmpty()) {
                section(r, first, running, placesDown, chineseRows);
                continue;
            }
            if (zero == filled
                    && !first.isEmpty()
                    && book.match("section-places", first).isPresent()) {
                tally("skipped.table.section.places", filled);
                section(r, first, running, placesDown, chineseRows);
                continue;
            }
            row(r, roles, columns, placesDown, home, running);
        }
        sectionAbove = running.section;
    }

    /** The section that the last rows stand under. */
    Optional<Meaning> lastSection() {
        return sectionAbove;
    }

    /** Lets the first rows stand under a section of the part that this one goes on from. */
    void goesOnUnder(Optional<Meaning> section) {
        sectionAbove = section;
    }

    /** Whether a text is some way of writing nought: 0, 0.00, (0). */
    private static boolean zero(String text) {
        boolean nought = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            nought |= c == '0';
            if (c != '0' && (Character.isLetterOrDigit(c) || c == '-')) {
                return false;
            }
        }
        return nought;
    }

    private String firstLabel(int r, Role[] roles, List<Column> columns) {
        for (int c = 0; c < sheet.columns; c++) {
            if (roles[c] != Role.VALUE && roles[c] != Role.CHECK && sheet.kind(r, c) != Kind.BLANK) {
                return sheet.cell(r, c).text();
            }
        }
        for (Column column : columns) {
            if (sheet.kind(r, column.index()) == Kind.TEXT || sheet.kind(r, column.index()) == Kind.YEAR) {
                return sheet.cell(r, column.index()).text();
            }
        }
        return "";
    }

    private void section(int r, String first, Running running, boolean placesDown, boolean chineseRows) {
        tally("label", sheet.filled(r).size());
        if (first.isBlank()) {
            return;
        }
        String text = Names.label(first);
        if (book.match("section-places", text).isPresent()) {
            if (running.otherRows) {
                // by region, below by industry: the same total divided once more. Below a section that lists places it
                // only groups them: rye: Russia; CIS countries: Armenia ...
                running.section = Optional.empty();
            }
            running.parents.clear();
            running.indents.clear();
            return;
        }
        Meaning meaning = labels.of(first);
        if (book.match("section-of-which", text).isPresent()
                || book.match("section-of-which", meaning.label()).isPresent()
                || book.match("section-of-which", meaning.label() + ":").isPresent()
                || book.match("note", text).isPresent()) {
            return;
        }
        if (meaning.period().isPresent()) {
            running.sectionPeriod = meaning.period();
            return;
        }
        if (meaning.unitOnly()) {
            running.sectionUnit = meaning.unitLabel();
            return;
        }
        if (chineseRows && !Bilingual.hasLocal(text)) {
            return; // the English line of the row above
        }
        if (meaning.place()) {
            if (!placesDown) {
                running.sectionPlace = Optional.of(meaning);
            }
            running.section = Optional.empty();
            return;
        }
        running.sectionUnit = meaning.unitLabel();
        running.section = Optional.of(meaning);
        running.otherRows = false;
        running.parents.clear();
        running.indents.clear();
    }

    private void row(int r, Role[] roles, List<Column> columns, boolean placesDown, Home home, Running running) {
        Optional<Meaning> place = Optional.empty();
        Optional<Period> period = Optional.empty();
        Optional<String> part = Optional.empty();
        String rowUnit = "";
        List<Meaning> named = new ArrayList<>();
        Map<String, String> qualifiers = new TreeMap<>();
        List<String> marks = new ArrayList<>();
        Optional<PhraseRule.Match> rowMeasure = Optional.empty();
        StringBuilder printed = new StringBuilder();
        for (int c = 0; c < sheet.columns; c++) {
            Role role = roles[c];
            if (role == Role.NONE
                    || role == Role.VALUE
                    || role == Role.CHECK
                    || role == Role.IGNORED
                    || role == Role.CODE) {
                continue;
            }
            String text = sheet.blank(r, c) ? "" : sheet.cell(r, c).text();
            if (sheet.origin(r, c)) {
                tally("label", 1);
            }
            if (text.isEmpty() && (role == Role.LABEL || role == Role.PERIOD || role == Role.REGION)) {
                text = fillable(r, c, roles) ? running.fill[c] : "";
            } else {
                running.fill[c] = text;
            }
            if (text.isEmpty()) {
                continue;
            }
            Meaning meaning = role == Role.REGION && coded[c] ? place(text) : labels.of(text);
            if (role == Role.LABEL && sheet.origin(r, c)) {
                agree(
                        meaning,
                        meaning.twin().isEmpty() ? twin(r, c, roles) : meaning.twin(),
                        title.indicator().map(i -> List.of(i.id())).orElse(List.of()),
                        address(r, c));
            }
            if (role != Role.TWIN) {
                printed.append(printed.length() == 0 ? "" : " | ").append(meaning.printed());
            }
            marks.addAll(sheet.cell(r, c).marks());
            switch (role) {
                case REGION -> place = place.isEmpty() ? Optional.of(withTwin(meaning, r, c, roles)) : place;
                case PERIOD -> {
                    period = meaning.period().or(() -> periodIn(meaning));
                    part = meaning.part();
                    if (period.isEmpty() && part.isEmpty()) {
                        named.add(meaning);
                    }
                }
                case UNIT -> rowUnit = meaning.label();
                case LABEL -> {
                    if (meaning.period().isPresent() && period.isEmpty()) {
                        period = meaning.period();
                    } else if (meaning.place()
                            && place.isEmpty()
                            && !placesDown
                            && columns.get(0).place().isEmpty()
                            && (title.qualifier().isEmpty() || title.qualifier().equals("region"))) {
                        place = Optional.of(meaning);
                    } else {
                        String axis = axis(c);
                        boolean dimension = List.of("product", "industry", "ownership", "partner")
                                .contains(axis);
                        if (dimension) {
                            qualifiers.put(axis, meaning.label());
                        } else if (meaning.measure().isPresent() && rowMeasure.isEmpty()) {
                            rowMeasure = meaning.measure();
                            named.addAll(parents(meaning, r, c, running));
                            String kept = kept(meaning, meaning.measure().get());
                            if (!kept.isEmpty()) {
                                named.add(relabel(meaning, kept));
                            }
                            rowUnit = meaning.unitLabel().isEmpty()
                                    ? meaning.measure().get().said("unit").orElse("")
                                    : meaning.unitLabel();
                        } else {
                            if (!meaning.unitLabel().isEmpty()) {
                                rowUnit = meaning.unitLabel();
                            }
                            named.addAll(parents(meaning, r, c, running));
                            named.add(meaning);
                        }
                    }
                }
                default -> {}
            }
        }
        running.otherRows |= place.isEmpty();
        if (running.section.isPresent()) {
            Meaning section = running.section.get();
            boolean own = !named.isEmpty() && named.get(0).label().equals(section.label());
            boolean counted =
                    one(section, title.indicator().map(i -> List.of(i.id())).orElse(List.of()))
                                    .isPresent()
                            || !section.unitLabel().isEmpty();
            boolean elsewhere =
                    !title.label().isEmpty() || !columns.get(0).labels().isEmpty();
            if (place.isPresent() && placesDown && !counted && elsewhere) {
                String kind = columns.get(0).dimension();
                qualifiers.put(kind.isEmpty() || kind.equals("region") ? "section" : kind, section.label());
            } else if (!own) {
                named.add(0, section);
            }
        }
        for (Column column : columns) {
            if (!sheet.blank(r, column.index())) {
                value(
                        r,
                        column,
                        place.or(() -> running.sectionPlace),
                        period,
                        part,
                        rowUnit,
                        named,
                        qualifiers,
                        rowMeasure,
                        marks,
                        printed.toString(),
                        placesDown,
                        home,
                        running);
            }
        }
    }

    private String twin(int r, int c, Role[] roles) {
        for (int d = c + 1; d < sheet.columns; d++) {
            if (roles[d] == Role.TWIN && !sheet.blank(r, d)) {
                return sheet.cell(r, d).text();
            }
        }
        return "";
    }

    private Optional<Period> periodIn(Meaning meaning) {
        return book.periods().inText(meaning.printed());
    }

    /** A blank label repeats the one above when something finer stands to its right. */
    private boolean fillable(int r, int c, Role[] roles) {
        for (int d = c + 1; d < sheet.columns; d++) {
            if ((roles[d] == Role.LABEL || roles[d] == Role.PERIOD || roles[d] == Role.REGION) && !sheet.blank(r, d)) {
                return true;
            }
        }
        return false;
    }

    private Meaning withTwin(Meaning meaning, int r, int c, Role[] roles) {
        if (!meaning.twin().isEmpty()) {
            return meaning;
        }
        for (int d = c + 1; d < sheet.columns; d++) {
            if (roles[d] == Role.TWIN && !sheet.blank(r, d)) {
                String english = Names.label(sheet.cell(r, d).text());
                List<Region> regions = meaning.regions();
                List<Region> twins = lexicon.regions(english);
                if (regions.isEmpty()) {
                    regions = twins;
                } else if (regions.size() > 1) {
                    List<Region> common =
                            regions.stream().filter(twins::contains).toList();
                    regions = common.isEmpty() ? regions : common;
                } else if (twins.size() == 1 && !twins.contains(regions.get(0)) && !meaning.total()) {
                    report(
                            ExtractCodes.LABELS_DISAGREE,
                            address(r, c),
                            "\"" + meaning.label() + "\" stands beside \"" + english + "\", which is "
                                    + twins.get(0).zh() + "; the Chinese label counts",
                            "check the row against the printed book");
                }
                return new Meaning(
                        meaning.printed(),
                        meaning.label(),
                        english,
                        meaning.unitLabel(),
                        meaning.unit(),
                        meaning.unitOnly(),
                        meaning.period(),
                        meaning.part(),
                        regions,
                        meaning.measure(),
                        meaning.total(),
                        meaning.subtotal(),
                        meaning.ofWhich(),
                        meaning.axis());
            }
        }
        return meaning;
    }

    /** The labels above a row label that it stands under, by indent or by an of-which sign. */
    private List<Meaning> parents(Meaning meaning, int r, int c, Running running) {
        Cell cell = sheet.cell(r, c);
        int indent = Math.max(cell.indent(), leading(cell.text()));
        if (meaning.ofWhich() && !running.indents.isEmpty()) {
            indent = Math.max(indent, running.indents.get(0) + 1);
        }
        while (!running.indents.isEmpty() && running.indents.get(running.indents.size() - 1) >= indent) {
            running.indents.remove(running.indents.size() - 1);
            running.parents.remove(running.parents.size() - 1);
        }
        List<Meaning> above = List.copyOf(running.parents);
        running.indents.add(indent);
        running.parents.add(meaning);
        return above;
    }

    private static int leading(String text) {
        int blanks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u3000') {
                blanks += 2;
            } else if (c == ' ' || c == '\u00A0' || c == '\t') {
                blanks++;
            } else {
                break;
            }
        }
        return blanks / 2;
    }

    // ---- one value

    private void value(
            int r,
            Column column,
            Optional<Meaning> rowPlace,
            Optional<Period> rowPeriod,
            Optional<String> rowPart,
            String rowUnit,
            List<Meaning> rowLabels,
            Map<String, String> rowQualifiers,
            Optional<PhraseRule.Match> rowMeasure,
            List<String> rowMarks,
            String printedRow,
            boolean placesDown,
            Home home,
            Running running) {
        int c = column.index();
        Cell cell = sheet.cell(r, c);
        if (!sheet.origin(r, c)) {
            return;
        }
        Optional<Reading> reading = reading(cell, sheet.kind(r, c), column);
        if (reading.isEmpty()) {
            tally("unread", 1);
            report(
                    ExtractCodes.UNREAD,
                    address(r, c),
                    "\"" + Names.label(cell.text()) + "\" could not be read as a number",
                    "correct the cell, or declare the mark under missing: in a sidecar");
            return;
        }
        Optional<Meaning> placeLabel =
                column.place().isPresent() && !(placesDown && rowPlace.isPresent()) ? column.place() : rowPlace;
        SortedMap<String, String> qualifiers = new TreeMap<>(rowQualifiers);
        Optional<PhraseRule.Match> measured =
                column.measure().or(() -> rowMeasure).or(title::measure);
        Named region;
        if (placeLabel.isPresent()
                && title.qualifier().equals("partner")
                && placeLabel.get().regions().stream().anyMatch(TableReader::customsArea)) {
            qualifiers.put("partner", placeLabel.get().label());
            region = home(home);
        } else {
            region = placeLabel.map(p -> region(p, home)).orElseGet(() -> home(home));
        }
        Resolved indicator = declared(indicator(column, rowLabels, qualifiers, measured));
        Period period = period(column, rowPeriod, rowPart, running);
        Measure measure = measure(measured, column, indicator);
        measured.flatMap(m -> m.said("base")).ifPresent(base -> qualifiers.put("base", base));
        title.said().forEach((key, text) -> {
            if (!key.equals("year")) {
                qualifiers.putIfAbsent(key, text);
            }
        });
        boolean rate = measured.isPresent();
        String unitLabel = unitLabel(column, rowUnit, running, rate ? measured : Optional.empty(), cell, indicator);
        Unit unit = lexicon.units().named(unitLabel).orElse(Unit.UNKNOWN);
        boolean fits = measure != Measure.LEVEL || fits(indicator, unit);
        List<String> flags = new ArrayList<>(column.marks());
        flags.addAll(rowMarks);
        flags.addAll(cell.marks());
        Reading value = reading.get();
        if (value instanceof Reading.Missing mark) {
            flags.add(mark.raw().strip());
            tally("missing", 1);
        } else {
            tally("observation", 1);
        }
        String address = address(r, c);
        String rule = headRule.isEmpty() ? rule(column, placeLabel, rowPeriod, placesDown) : headRule;
        String snippet =
                printedRow + (column.heads().isEmpty() ? "" : " | " + column.heads()) + ": " + Names.label(cell.text());
        Locator locator =
                new Locator.CellAt(source.id(), sheet.grid.page(), sheet.grid.id(), r, c, address, cell.box());
        String id = Identity.of(
                source.id(),
                sheet.grid.page(),
                sheet.grid.id(),
                address,
                region.label(),
                indicator.label(),
                period.code());
        observations.add(new Observation(
                id,
                region,
                new Named(
                        fits ? indicator.label() : underTitle(indicator.label()),
                        fits ? indicator.id() : Optional.empty(),
                        fits ? indicator.kind() : ""),
                qualifiers,
                period,
                value,
                measure,
                unitLabel,
                unit,
                locator,
                rule,
                String.join(
                        ";", flags.stream().filter(f -> !f.isBlank()).distinct().toList()),
                source.vintage().orElse(""),
                snippet));
    }

    /** Whether a unit can be that of an indicator: money is money in any currency, rates and unknown units fit all. */
    private boolean fits(Resolved indicator, Unit unit) {
        String wanted = indicator
                .id()
                .flatMap(lexicon::indicatorById)
                .map(Indicator::dimension)
                .orElse("");
        String given = unit.dimension();
        boolean open = wanted.isEmpty()
                || unit.equals(Unit.UNKNOWN)
                || given.equals("count")
                || wanted.equals(given)
                || wanted.startsWith(given + "/")
                || given.startsWith(wanted + "/");
        return open
                || MONEY.matcher(wanted).matches() && MONEY.matcher(given).matches()
                || COUNTED.contains(wanted) && COUNTED.contains(given)
                || RATES.contains(wanted) && RATES.contains(given)
                || wanted.contains("/") && given.contains("/");
    }

    /** A label that says little by itself stands under the table's title. */
    private String underTitle(String label) {
        boolean general = title.label().isEmpty()
                || label.isEmpty()
                || label.contains(title.label())
                || title.label().length() > 120
                || book.match("general-title", title.label()).isPresent();
        return general ? label : title.label() + " / " + label;
    }

    private Optional<Reading> reading(Cell cell, Kind kind, Column column) {
        String text = cell.text();
        if (kind == Kind.MARK || kind == Kind.BLANK || missing.containsKey(Names.label(text))) {
            return Optional.of(
                    new Reading.Missing(MissingMarks.reason(text, missing).orElse("not_available"), text));
        }
        if (cell.stored().isPresent() && (text.indexOf('E') > 0 || text.indexOf('e') > 0)) {
            Optional<BigDecimal> stored = decimal(cell.stored().get());
            if (stored.isPresent()) {
                return Optional.of(new Reading.Amount(stored.get(), stored, text));
            }
        }
        if (column.style() == Numerals.Style.POINT && Labels.plain(text)) {
            return Optional.of(new Reading.Amount(
                    new BigDecimal(text.indexOf(',') < 0 ? text : text.replace(",", "")),
                    cell.stored().flatMap(TableReader::decimal),
                    text));
        }
        Optional<Numerals.Numeral> number = Numerals.read(text, column.style());
        if (number.isEmpty()) {
            number = Numerals.read(text);
        }
        if (number.isEmpty() && text.indexOf('\n') >= 0) {
            number = Numerals.read(text.replace("\n", ""), column.style());
        }
        return number.map(n -> new Reading.Amount(n.value(), cell.stored().flatMap(TableReader::decimal), text));
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            BigDecimal value = new BigDecimal(text);
            return Math.abs(value.scale()) > 400
                    ? Optional.empty()
                    : Optional.of(new BigDecimal(value.toPlainString()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private Named region(Meaning place, Home home) {
        String label = place.label();
        Optional<Region> region = choose(place, home);
        if (region.isPresent()) {
            return new Named(
                    label, Optional.of(region.get().code()), region.get().level());
        }
        if (place.total()) {
            return new Named(label, home.region().map(Region::code), "total");
        }
        return new Named(label, Optional.empty(), place.subtotal() ? "subtotal" : "");
    }

    private Optional<Region> choose(Meaning place, Home home) {
        List<Region> regions = place.regions();
        if (regions.isEmpty()) {
            return near(place, home);
        }
        if (regions.size() == 1) {
            return Optional.of(regions.get(0));
        }
        String code = home.region().map(Region::code).orElse("");
        Optional<Region> child = regions.stream()
                .filter(r -> r.parent().filter(code::equals).isPresent())
                .findFirst();
        if (child.isPresent()) {
            return child;
        }
        List<Region> level =
                regions.stream().filter(r -> r.level().equals(home.level())).toList();
        return level.size() == 1 ? Optional.of(level.get(0)) : Optional.empty();
    }

    /** A Latin name with one wrong letter, when it can only be one of the home's own places. */
    private Optional<Region> near(Meaning place, Home home) {
        String key = Names.key(place.label());
        if (key.length() < 6 || Folding.hasIdeograph(key) || home.region().isEmpty() || place.total()) {
            return Optional.empty();
        }
        String parent = home.region().get().code();
        List<Region> close = lexicon.regionsWithin(parent).stream()
                .filter(r -> almanac.rule.Nearest.edits(key, Names.key(r.en())) == 1)
                .toList();
        return close.size() == 1 ? Optional.of(close.get(0)) : Optional.empty();
    }

    private Named home(Home home) {
        return home.region()
                .map(r -> new Named(home.place().isEmpty() ? r.zh() : home.place(), Optional.of(r.code()), r.level()))
                .orElseGet(() -> Named.unknown(home.place()));
    }

    private Period period(Column column, Optional<Period> row, Optional<String> rowPart, Running running) {
        Optional<Period> stated = column.period().or(() -> row).or(() -> running.sectionPeriod);
        Optional<Period> year = stated.or(title::period)
                .or(() -> around.declared().period().flatMap(book.periods()::read))
                .or(around::period);
        Optional<String> part = column.part().or(() -> rowPart);
        if (part.isPresent() && year.isPresent() && year.get().code().length() == 4) {
            return Periods.of(year.get().code(), part.get());
        }
        return year.orElse(Period.UNKNOWN);
    }

    private Measure measure(Optional<PhraseRule.Match> measured, Column column, Resolved indicator) {
        String said = measured.flatMap(m -> m.said("measure")).orElse("");
        switch (said) {
            case "by-magnitude" -> {
                // an index moves around 100, a rate of change around 0
                return column.middle() >= 50 ? Measure.INDEX : Measure.GROWTH;
            }
            case "index" -> {
                return Measure.INDEX;
            }
            case "growth" -> {
                return Measure.GROWTH;
            }
            case "share" -> {
                return Measure.SHARE;
            }
            case "points" -> {
                return Measure.POINTS;
            }
            case "change" -> {
                return Measure.CHANGE;
            }
            default -> {
                return indicator
                                .id()
                                .flatMap(lexicon::indicatorById)
                                .filter(i -> i.kind().equals("index"))
                                .isPresent()
                        ? Measure.INDEX
                        : Measure.LEVEL;
            }
        }
    }

    /** What the sidecar says that a label means counts before what the lexicon makes of it. */
    private Resolved declared(Resolved read) {
        return around.labels()
                .indicator(read.label())
                .map(said -> new Resolved(read.label(), Optional.of(said.id()), said.kind(), ""))
                .orElse(read);
    }

    private String unitLabel(
            Column column,
            String rowUnit,
            Running running,
            Optional<PhraseRule.Match> rate,
            Cell cell,
            Resolved indicator) {
        if (!column.unitLabel().isEmpty()) {
            return column.unitLabel();
        }
        if (!rowUnit.isEmpty()) {
            return rowUnit;
        }
        String ending = cell.text().strip();
        if (ending.endsWith("%") || ending.endsWith("％")) {
            return "%";
        }
        String rateUnit = rate.flatMap(m -> m.said("unit")).orElse("");
        if (!rateUnit.isEmpty()) {
            return rateUnit;
        }
        if (!running.sectionUnit.isEmpty()) {
            return running.sectionUnit;
        }
        Optional<String> declared = around.labels().unit(indicator.label());
        if (declared.isPresent()) {
            return declared.get();
        }
        String whole = title.unitLabel();
        if (whole.isEmpty()) {
            return around.declared().unit().orElse("");
        }
        Optional<String> dimension = indicator
                .id()
                .flatMap(lexicon::indicatorById)
                .map(Indicator::dimension)
                .filter(d -> !d.isEmpty());
        List<String> parts = titleUnits;
        if (parts.size() > 1) {
            boolean rated = dimension.isEmpty()
                    && book.match("percent-label", indicator.label()).isPresent();
            for (String part : parts) {
                Optional<Unit> unit = lexicon.units().named(part);
                if (rated && unit.filter(u -> u.dimension().equals("percent")).isPresent()) {
                    return part;
                }
            }
            for (String part : parts) {
                Optional<Unit> unit = lexicon.units().named(part);
                if (unit.isPresent()
                        && (dimension.isEmpty() || unit.get().dimension().equals(dimension.get()))) {
                    return part;
                }
            }
            return whole;
        }
        return whole;
    }

    /** What is counted: the labels joined, and the lexicon's id where it has one. */
    private Resolved indicator(
            Column column,
            List<Meaning> rowLabels,
            SortedMap<String, String> qualifiers,
            Optional<PhraseRule.Match> measured) {
        List<Meaning> heads = column.labels();
        StringBuilder key = new StringBuilder().append(column.index()).append('|');
        rowLabels.forEach(m -> key.append(m.label()).append('\u0001'));
        String memo = key.append(qualifiers).toString();
        Resolved known = resolutions.get(memo);
        if (known == null) {
            known = resolve(heads, rowLabels, column.dimension(), qualifiers, measured);
            if (resolutions.size() > 20_000) {
                resolutions.clear();
            }
            resolutions.put(memo, known);
        }
        if (!known.rest().isEmpty()) {
            int at = known.rest().indexOf('=');
            qualifiers.putIfAbsent(known.rest().substring(0, at), known.rest().substring(at + 1));
        }
        return known;
    }

    private Resolved resolve(
            List<Meaning> heads,
            List<Meaning> rowLabels,
            String dimension,
            SortedMap<String, String> qualifiers,
            Optional<PhraseRule.Match> measured) {
        List<String> context = new ArrayList<>();
        title.indicator().ifPresent(i -> context.add(i.id()));
        String titled = around.declared()
                .indicator()
                .filter(d -> title.label().isEmpty())
                .orElse(title.label());
        declaredIndicator.ifPresent(i -> context.add(i.id()));
        List<Meaning> path = new ArrayList<>();
        boolean headKnown = find(heads, context).isPresent();
        boolean rowKnown = find(rowLabels, context).isPresent();
        List<Meaning> rest = new ArrayList<>();
        if (heads.isEmpty()) {
            if (!rowLabels.isEmpty()
                    && !rowKnown
                    && (!dimension.isEmpty() || !qualifiers.isEmpty())
                    && !context.isEmpty()) {
                rest.addAll(rowLabels);
            } else {
                path.addAll(rowLabels);
            }
        } else if (rowLabels.isEmpty()) {
            if (!headKnown && !dimension.isEmpty() && !context.isEmpty()) {
                rest.addAll(heads);
            } else {
                path.addAll(heads);
            }
        } else if (headKnown && !rowKnown) {
            path.addAll(heads);
            rest.addAll(rowLabels);
        } else if (rowKnown && !headKnown) {
            path.addAll(rowLabels);
            if (dimension.isEmpty()) {
                path.addAll(heads);
            } else {
                rest.addAll(heads);
            }
        } else {
            path.addAll(rowLabels);
            path.addAll(heads);
        }
        String label = joined(path);
        if (label.isEmpty()) {
            label = titled;
        }
        String kind = "";
        Optional<Found> found = find(path, context);
        Optional<String> id = found.map(f -> f.indicator().id());
        String qualifier = "";
        if (found.isPresent() && found.get().left() > 0) {
            List<Meaning> leaves = path.subList(path.size() - found.get().left(), path.size());
            boolean plain = leaves.stream().allMatch(m -> m.total());
            if (!plain) {
                qualifier = (dimension.isEmpty() ? "part" : dimension) + "=" + joined(leaves);
            }
        }
        if (id.isEmpty() && path.isEmpty()) {
            id = context.stream().filter(i -> !lexicon.heading(i)).findFirst();
        } else if (id.isEmpty()
                && !path.isEmpty()
                && !context.isEmpty()
                && path.stream().allMatch(Meaning::total)) {
            id = context.stream().filter(i -> !lexicon.heading(i)).findFirst();
            label = id.isPresent() && !titled.isEmpty() ? titled : label;
        }
        if (!rest.isEmpty()) {
            String left = joined(rest);
            boolean all = rest.stream().allMatch(Meaning::total);
            if (!all) {
                qualifier = (dimension.isEmpty() ? "part" : dimension) + "=" + left;
            }
            if (path.isEmpty()) {
                label = titled.isEmpty() ? left : titled;
            }
        }
        boolean derived = id.isPresent()
                && title.indicator().filter(i -> !lexicon.heading(i.id())).isEmpty()
                && measured.isEmpty()
                && derivedTitle();
        if (derived) {
            // life expectancy of the total population is no population
            id = Optional.empty();
        }
        Optional<String> prices =
                title.measure().filter(m -> m.said("statistic").isPresent()).flatMap(m -> m.said("label"));
        if (prices.isPresent() && measured.equals(title.measure())) {
            // the deflator of the gross product is an index of prices, not one of the gross product
            id = Optional.empty();
            label = label + " / " + prices.get();
        }
        if (id.isPresent()) {
            kind = lexicon.indicatorById(id.get()).map(Indicator::kind).orElse("");
        }
        boolean share =
                measured.flatMap(m -> m.said("measure")).filter("share"::equals).isPresent();
        if (share && found.isPresent() && found.get().left() > 0) {
            id = Optional.empty();
        }
        return new Resolved(id.isEmpty() && !path.isEmpty() ? underTitle(label) : label, id, kind, qualifier);
    }

    /** Whether the title names a figure derived from the one it names; asked for every cell, told once. */
    private boolean derivedTitle() {
        if (derivedTitle.isEmpty()) {
            derivedTitle = Optional.of(book.match("derived-title", title.label())
                    .or(() -> book.match("derived-title", title.english()))
                    .isPresent());
        }
        return derivedTitle.get();
    }

    /** An indicator found in a path, and how many labels below it are left over. */
    private record Found(Indicator indicator, int left) {}

    /** The innermost label of the path that names an indicator, in the context of the labels above it. */
    private Optional<Found> find(List<Meaning> path, List<String> context) {
        List<String> owners = new ArrayList<>(context);
        List<Optional<Indicator>> hits = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            Meaning meaning = path.get(i);
            Optional<Indicator> hit = one(meaning, owners);
            if (hit.isEmpty() && i > 0) {
                String two = path.get(i - 1).label() + " / " + meaning.label();
                hit = lexicon.indicator(two, owners);
            }
            hits.add(hit);
            hit.ifPresent(indicator -> owners.add(0, indicator.id()));
        }
        for (int i = path.size() - 1; i >= 0; i--) {
            Optional<Indicator> hit = hits.get(i).filter(indicator -> !lexicon.heading(indicator.id()));
            if (hit.isPresent()) {
                return Optional.of(new Found(hit.get(), path.size() - 1 - i));
            }
        }
        return Optional.empty();
    }

    private Optional<Indicator> one(Meaning meaning, List<String> owners) {
        Optional<Indicator> hit = lexicon.indicator(meaning.label(), owners);
        if (hit.isEmpty() && !meaning.twin().isEmpty()) {
            hit = lexicon.indicator(meaning.twin(), owners);
        }
        if (hit.isEmpty() && meaning.measure().isPresent()) {
            hit = meaning.measure()
                    .flatMap(m -> m.said("label"))
                    .filter(l -> !l.isBlank())
                    .flatMap(l -> lexicon.indicator(l, owners));
        }
        if (hit.isEmpty()) {
            String bare = BRACKETED
                    .matcher(ORDINAL.matcher(meaning.label()).replaceAll(""))
                    .replaceAll("");
            hit = bare.equals(meaning.label()) ? Optional.empty() : lexicon.indicator(bare, owners);
        }
        return hit;
    }

    private static String joined(List<Meaning> path) {
        List<String> parts = new ArrayList<>();
        for (Meaning meaning : path) {
            String label = meaning.label();
            if (!label.isEmpty()
                    && (parts.isEmpty() || !parts.get(parts.size() - 1).equals(label))) {
                parts.add(label);
            }
        }
        return String.join(" / ", parts);
    }

    private String rule(Column column, Optional<Meaning> place, Optional<Period> rowPeriod, boolean placesDown) {
        String down = placesDown
                ? "region"
                : rowPeriod.isPresent()
                        ? "year"
                        : place.isPresent() && column.place().isEmpty() ? "region" : "indicator";
        String across = column.period().isPresent() ? "year" : column.place().isPresent() ? "region" : "indicator";
        return "table." + down + "-down." + across + "-across";
    }

    private String address(int r, int c) {
        return Identity.address(spreadsheet, sheet.grid, r, c);
    }

    /** Tells what could not be told for the whole table. */
    void summarise(int firstObservation) {
        List<Observation> mine = observations.subList(firstObservation, observations.size());
        if (mine.isEmpty()) {
            return;
        }
        long noPeriod =
                mine.stream().filter(o -> o.period().equals(Period.UNKNOWN)).count();
        if (noPeriod > 0) {
            report(
                    ExtractCodes.NO_PERIOD,
                    "",
                    noPeriod + " numbers of \"" + tableName()
                            + "\" have no year: neither head, title nor file name says one",
                    "declare period: in a sidecar file");
        }
        long noIndicator =
                mine.stream().filter(o -> o.indicator().label().isEmpty()).count();
        if (noIndicator > 0) {
            report(
                    ExtractCodes.NO_INDICATOR,
                    "",
                    noIndicator + " numbers of \"" + tableName() + "\" name no indicator",
                    "declare indicator: (and unit:) in a sidecar file");
        }
        for (String line : block.units) {
            String unit = Title.unit(List.of(line), book);
            boolean known = lexicon.units().named(unit).isPresent()
                    || UnitPhrase.parts(unit).stream()
                            .anyMatch(part -> lexicon.units().named(part).isPresent());
            if (!known && !unit.isEmpty()) {
                report(
                        ExtractCodes.UNIT_UNKNOWN,
                        "",
                        "the unit line was not understood: \"" + line + "\"",
                        "add the unit to a document under rules/units");
            }
        }
    }

    private String tableName() {
        return title.label().isEmpty() ? sheet.grid.id() : title.label();
    }
}
