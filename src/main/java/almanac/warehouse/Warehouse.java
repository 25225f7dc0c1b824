package almanac.warehouse;

import almanac.model.Diagnostic;
import almanac.model.Indicator;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Region;
import almanac.model.Sentence;
import almanac.model.Source;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the warehouse: one consistent state from {@link #open} to {@link #close}. While it is open a writer
 * waits with its next commit, so close it soon.
 *
 * <p>Example: {@code try (Warehouse w = Warehouse.open(store)) { w.observations(ObservationFilter.ofIndicators(ids)) }}.
 */
public final class Warehouse implements AutoCloseable {
    private final StoreFolder folder;
    private final Connection connection;
    private final SortedMap<String, Source> sources;
    private @Nullable Dimensions dimensions;

    private Warehouse(StoreFolder folder, Connection connection) throws SQLException {
        this.folder = folder;
        this.connection = connection;
        this.sources = readSources();
    }

    /** Opens a store for reading; waits up to half a minute while a writer commits. */
    public static Warehouse open(Path store) {
        return open(store, Database.PATIENCE);
    }

    /** As {@link #open(Path)} with a patience of one's own. */
    public static Warehouse open(Path store, Duration patience) {
        StoreFolder folder = new StoreFolder(store);
        Connection connection = current(folder, patience);
        try {
            return new Warehouse(folder, connection);
        } catch (SQLException trouble) {
            closeQuietly(connection);
            throw Database.explained(folder, trouble);
        }
    }

    /** A reading connection to a store of the present version; an older one is migrated on the way. */
    static Connection current(StoreFolder folder, Duration patience) {
        Connection connection = Database.openToRead(folder, patience);
        try {
            if (Migrations.checked(folder, connection) < Migrations.VERSION) {
                connection.close();
                WarehouseWriter.open(folder.path()).close();
                return Database.openToRead(folder, patience);
            }
            return connection;
        } catch (SQLException trouble) {
            closeQuietly(connection);
            throw Database.explained(folder, trouble);
        } catch (RuntimeException trouble) {
            closeQuietly(connection);
            throw trouble;
        }
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException nothingToSave) {
            // only a reader: there is nothing to lose
        }
    }

    public StoreFolder folder() {
        return folder;
    }

    /** All sources by id, sorted. */
    public SortedMap<String, Source> sources() {
        return sources;
    }

    /** The number of the last commit. */
    public long generation() {
        try {
            return Long.parseLong(Database.single(connection, "SELECT value FROM meta WHERE name = 'generation'"));
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
    }

    /** All documents, sorted by source id. */
    public List<StoredDocument> documents() {
        List<StoredDocument> documents = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT s.id, root, input, rules, readable, pages, tables, sentences, observations,"
                                + " (SELECT count(*) FROM diagnostic d WHERE d.source_key = s.source_key), digest,"
                                + " generation FROM dim_source s ORDER BY s.id")) {
            while (row.next()) {
                Source source = sources.get(row.getString(1));
                if (source != null) {
                    documents.add(new StoredDocument(
                            source,
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getBoolean(5),
                            row.getInt(6),
                            row.getInt(7),
                            row.getInt(8),
                            row.getInt(9),
                            row.getInt(10),
                            row.getString(11),
                            row.getLong(12)));
                }
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
        return documents;
    }

    /** The observations that pass, by document and within it in printed order. */
    public List<Observation> observations(ObservationFilter filter) {
        List<Observation> observations = new ArrayList<>();
        forEach(filter, (source, observation) -> observations.add(observation));
        return observations;
    }

    /**
     * Hands over the observations that pass, one after the other, in the order of {@link #observations}. A filter is
     * sorted here, which is quicker for the thousands of rows of a panel; everything is sorted by DuckDB, which can do
     * it with little memory.
     */
    public void forEach(ObservationFilter filter, BiConsumer<Source, Observation> taker) {
        if (filter.equals(ObservationFilter.ALL)) {
            read(" JOIN dim_source s USING (source_key) ORDER BY s.path, f.ordinal", List.of(), taker);
            return;
        }
        Dimensions known = dimensions();
        List<Found> found = new ArrayList<>();
        // found by their keys first: a scan that also carries texts unpacks those of every row
        String wanted = " WHERE f.rowid IN (SELECT f.rowid FROM fact_observation f WHERE " + filter.where(known) + ")";
        rows(
                wanted,
                List.of(),
                (row, observation) -> found.add(new Found(
                        known.sourcePath(ObservationRows.sourceKey(row)), ObservationRows.ordinal(row), observation)));
        found.sort(Comparator.comparing(Found::path).thenComparingInt(Found::ordinal));
        found.forEach(f -> hand(f.observation(), taker));
    }

    /**
     * Hands over the observations of some documents, by document and within it in printed order.
     *
     * @param ids source ids
     */
    public void forEachOf(Set<String> ids, BiConsumer<Source, Observation> taker) {
        if (ids.equals(sources.keySet())) {
            forEach(ObservationFilter.ALL, taker);
        } else if (!ids.isEmpty()) {
            String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
            read(
                    " JOIN dim_source s USING (source_key) WHERE f.source_key IN (SELECT source_key FROM dim_source"
                            + " WHERE id IN (" + marks + ")) ORDER BY s.path, f.ordinal",
                    List.copyOf(ids),
                    taker);
        }
    }

    /**
     * What a number is of, whatever the place, the year and the book: the indicator with what narrows it. Numbers of
     * several documents are compared within such a family only; empty where the lexicon does not know the indicator.
     */
    public static String family(Observation o) {
        return o.indicator()
                .id()
                .map(id -> id + "|" + o.measure().code() + "|" + QualifierText.write(o.qualifiers()))
                .orElse("");
    }

    /**
     * Families that documents have numbers of, or had when the findings were made last; also those of documents that are
     * gone since.
     */
    public Set<String> families(Set<String> ids) {
        Set<String> families = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(touched(ids))) {
            int at = 0;
            for (int twice = 0; twice < 2; twice++) {
                for (String id : ids) {
                    statement.setString(++at, id);
                }
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    families.add(row.getString(1));
                }
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
        return families;
    }

    /**
     * Hands over the numbers that comparing documents may find fault with, and all they have to be seen with, family by
     * family; mostly few of the store's. They are: all figures that several documents print of an indicator, where at
     * least one of them differs by more than {@code relative}; and all numbers of a series that has units of several
     * dimensions. Whoever is not among them agrees or stands alone.
     *
     * @param ids only families of these documents, as in {@link #families}; all where nothing is given
     */
    public void contested(double relative, Optional<Set<String>> ids, BiConsumer<Source, Observation> taker) {
        List<Object> values = new ArrayList<>();
        ids.ifPresent(documents -> {
            values.addAll(documents);
            values.addAll(documents);
        });
        values.add(relative);
        String touched = ids.map(documents -> "WITH touched(family) AS (" + touched(documents) + "), ")
                .orElse("WITH ");
        String among = ids.isPresent() ? " AND " + FAMILY + " IN (SELECT family FROM touched)" : "";
        read(
                " JOIN dim_source s USING (source_key) JOIN (" + touched + CONTESTED.replace("/* among */", among)
                        + ") c ON c.number = f.rowid ORDER BY c.what, c.measure, c.qualifiers, s.path, f.ordinal",
                values,
                taker);
    }

    private static String touched(Set<String> ids) {
        String marks = ids.isEmpty() ? "''" : String.join(", ", Collections.nCopies(ids.size(), "?"));
        return "SELECT family FROM finding_family WHERE source IN (" + marks
                + ") OR source NOT IN (SELECT id FROM dim_source) UNION SELECT DISTINCT " + FAMILY
                + " FROM fact_observation f JOIN dim_indicator i USING (indicator_key) WHERE i.id IS NOT NULL AND"
                + " f.source_key IN (SELECT source_key FROM dim_source WHERE id IN (" + marks + "))";
    }

    /** As {@link #family} writes it. */
    static final String FAMILY = "i.id || '|' || f.measure || '|' || f.qualifiers";

    /** Keys stand for equal names here: two labels of one id are one thing. */
    private static final String CONTESTED = """
            what AS (SELECT indicator_key, id, dense_rank() OVER (ORDER BY id) AS what FROM dim_indicator
                WHERE id IS NOT NULL),
              place AS (SELECT region_key, id IS NOT NULL AS known,
                dense_rank() OVER (ORDER BY coalesce(id, '~' || label)) AS place FROM dim_region),
              period AS (SELECT period_key, year, dense_rank() OVER (ORDER BY code) AS period FROM dim_period),
              unit AS (SELECT unit_key, id = 'unknown' AS unknown,
                dense_rank() OVER (ORDER BY regexp_replace(dimension, '/person$', '')) AS dimension FROM dim_unit),
              number AS MATERIALIZED (SELECT f.rowid AS number, source_key, what, place, period, year, dimension, unknown,
                measure, qualifiers, place.known AS known, coalesce(base_number, f.number) AS amount
                FROM fact_observation f JOIN what i USING (indicator_key) JOIN place USING (region_key)
                JOIN period USING (period_key) JOIN unit USING (unit_key) WHERE f.number IS NOT NULL /* among */),
              shared AS MATERIALIZED (SELECT what, place, period, dimension, measure, qualifiers,
                max(amount) - min(amount) > 0.5 * ? * greatest(abs(max(amount)), abs(min(amount))) AS differs
                FROM number WHERE known GROUP BY ALL HAVING min(source_key) <> max(source_key)),
              family AS (SELECT DISTINCT what, dimension, measure, qualifiers FROM shared WHERE differs),
              mixed AS (SELECT what, place, measure, qualifiers FROM number WHERE NOT unknown AND year IS NOT NULL
                GROUP BY ALL HAVING min(dimension) <> max(dimension))
            SELECT number, what, measure, qualifiers FROM number
              SEMI JOIN (shared SEMI JOIN family USING (what, dimension, measure, qualifiers))
              USING (what, place, period, dimension, measure, qualifiers)
            UNION SELECT number, what, measure, qualifiers FROM number
              SEMI JOIN mixed USING (what, place, measure, qualifiers)""";

    private record Found(String path, int ordinal, Observation observation) {}

    /** The numbers that pass, as columns. */
    public Figures figures(ObservationFilter filter) {
        try {
            return Figures.read(connection, dimensions(), filter);
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
    }

    /** The observation behind a figure of this warehouse. */
    public Observation observation(Figures figures, int row) {
        List<Observation> found = new ArrayList<>();
        read(
                " WHERE f.source_key = ? AND f.ordinal = ?",
                List.of(figures.sourceKey(row), figures.ordinal(row)),
                (source, o) -> found.add(o));
        return found.get(0);
    }

    /** One observation by its id. */
    public Optional<Observation> observation(String id) {
        List<Observation> found = new ArrayList<>();
        read(
                " JOIN dim_source s USING (source_key) WHERE f.id = ? ORDER BY s.path, f.ordinal",
                List.of(id),
                (source, o) -> found.add(o));
        return found.stream().findFirst();
    }

    /** Ids that begin with these characters, sorted, at most ten. */
    public List<String> idsLike(String beginning) {
        List<String> ids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT DISTINCT id FROM fact_observation WHERE starts_with(id, ?) ORDER BY id LIMIT 10")) {
            statement.setString(1, beginning);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
        return ids;
    }

    /**
     * What other cells and books say of the same thing: same region and indicator (by id, or by label where the
     * lexicon knows none), qualifiers, period and measure.
     */
    public List<Observation> rivals(Observation of) {
        List<Observation> rivals = new ArrayList<>();
        Dimensions known = dimensions();
        read(
                " JOIN dim_source s USING (source_key) WHERE "
                        + ObservationFilter.among("region_key", known.regions(name -> same(name, of.region())))
                        + " AND "
                        + ObservationFilter.among("indicator_key", known.indicators(name -> same(name, of.indicator())))
                        + " AND "
                        + ObservationFilter.among(
                                "period_key",
                                known.periods(p -> p.code().equals(of.period().code())))
                        + " AND f.qualifiers = ? AND f.measure = ? AND f.id <> ?"
                        + " ORDER BY f.vintage, s.path, f.ordinal",
                List.of(QualifierText.write(of.qualifiers()), of.measure().code(), of.id()),
                (source, observation) -> rivals.add(observation));
        return rivals;
    }

    private static boolean same(Named name, Named of) {
        return of.id().isPresent()
                ? name.id().equals(of.id())
                : name.id().isEmpty() && name.label().equals(of.label());
    }

    /** A row and the observation made of it. */
    private interface RowTaker {
        void take(ResultSet row, Observation observation) throws SQLException;
    }

    private void read(String condition, List<Object> values, BiConsumer<Source, Observation> taker) {
        rows(condition, values, (row, observation) -> hand(observation, taker));
    }

    private void hand(Observation observation, BiConsumer<Source, Observation> taker) {
        Source source = sources.get(observation.locator().source());
        if (source != null) {
            taker.accept(source, observation);
        }
    }

    private void rows(String condition, List<Object> values, RowTaker taker) {
        ObservationRows rows = new ObservationRows(connection, dimensions());
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT " + ObservationRows.COLUMNS + " FROM fact_observation f" + condition)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    taker.take(row, rows.read(row));
                }
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
    }

    private Dimensions dimensions() {
        Dimensions known = dimensions;
        if (known == null) {
            try {
                known = Dimensions.read(connection);
            } catch (SQLException trouble) {
                throw Database.explained(folder, trouble);
            }
            dimensions = known;
        }
        return known;
    }

    /** The prose of a document, in order. */
    public List<Sentence> sentences(String sourceId) {
        List<Sentence> sentences = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT t.page, span_from, span_to, text, heading, t.language, box_left, box_top, box_right, box_bottom"
                        + " FROM sentence t JOIN dim_source s USING (source_key) WHERE s.id = ? ORDER BY t.ordinal")) {
            statement.setString(1, sourceId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sentences.add(new Sentence(
                            row.getString(1),
                            row.getInt(2),
                            row.getInt(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            ObservationRows.box(row, 7)));
                }
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
        return sentences;
    }

    /** The captions of a document's tables by table id, sorted. */
    public SortedMap<String, String> captions(String sourceId) {
        SortedMap<String, String> captions = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT t.id, caption FROM printed_table t JOIN dim_source s USING (source_key) WHERE s.id = ?")) {
            statement.setString(1, sourceId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    captions.put(row.getString(1), row.getString(2));
                }
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
        return captions;
    }

    /** What a document asked of the rules when it was understood. */
    public DocumentRecord.Asked asked(String sourceId) {
        try (PreparedStatement statement = connection.prepareStatement("SELECT a.questions, a.answers FROM asked a"
                + " JOIN dim_source s USING (source_key) WHERE s.id = ?")) {
            statement.setString(1, sourceId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new DocumentRecord.Asked(
                                PackedText.unpack(row.getBytes(1)), ObservationRows.orEmpty(row.getString(2)))
                        : DocumentRecord.Asked.UNKNOWN;
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
    }

    /** What each rule said at the last run, as fingerprints by id. */
    public SortedMap<String, String> rulePrints() {
        SortedMap<String, String> prints = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, print FROM rule_print")) {
            while (row.next()) {
                prints.put(row.getString(1), row.getString(2));
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
        return prints;
    }

    /** What the stored findings were made from; empty when there are none yet. */
    public String findingStamp() {
        try {
            String known = Database.single(connection, "SELECT count(*) FROM meta WHERE name = 'findings'");
            return known.equals("0")
                    ? ""
                    : Database.single(connection, "SELECT value FROM meta WHERE name = 'findings'");
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
    }

    /** The findings that concern a number, whichever of the cells involved it is; in order. */
    public List<FindingRecord> findings(String observation) {
        if (findingStamp().isEmpty()) {
            return List.of();
        }
        return findings(
                " WHERE f.id IN (SELECT finding_id FROM finding_observation WHERE observation_id = ?)",
                List.of(observation));
    }

    /** All findings, in order. */
    public List<FindingRecord> findings() {
        return findingStamp().isEmpty() ? List.of() : findings("", List.of());
    }

    private List<FindingRecord> findings(String condition, List<String> values) {
        List<FindingRecord> findings = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT f.id, f.kind, f.code, f.severity, f.title, f.rule, f.document, f.page, f.cell, f.message,"
                        + " f.expected, f.found, f.hint, f.excess, f.family, m.members FROM finding f JOIN (SELECT finding_id,"
                        + " string_agg(observation_id, ' ' ORDER BY ordinal) AS members FROM finding_observation"
                        + " GROUP BY finding_id) m ON m.finding_id = f.id" + condition + " ORDER BY f.ordinal")) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    findings.add(new FindingRecord(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7),
                            row.getString(8),
                            row.getString(9),
                            row.getString(10),
                            row.getString(11),
                            row.getString(12),
                            row.getString(13),
                            row.getDouble(14),
                            ObservationRows.orEmpty(row.getString(15)),
                            List.of(ObservationRows.orEmpty(row.getString(16)).split(" "))));
                }
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
        return findings;
    }

    /** The trouble met in a document, in order. */
    public List<Diagnostic> diagnostics(String sourceId) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT code, severity, d.title, message, page, cell, hint, s.path FROM diagnostic d"
                        + " JOIN dim_source s USING (source_key) WHERE s.id = ? ORDER BY ordinal")) {
            statement.setString(1, sourceId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    diagnostics.add(new Diagnostic(
                            new Diagnostic.Code(
                                    row.getString(1), Diagnostic.Severity.valueOf(row.getString(2)), row.getString(3)),
                            row.getString(4),
                            row.getString(8),
                            ObservationRows.maybe(row, 5),
                            ObservationRows.maybe(row, 6),
                            row.getString(7)));
                }
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
        return diagnostics;
    }

    /** The regions of the lexicon that the store was last written with. */
    public List<Region> regions() {
        List<Region> regions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT code, zh, en, level, parent, aliases FROM lexicon_region ORDER BY code")) {
            while (row.next()) {
                regions.add(new Region(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        ObservationRows.maybe(row, 5),
                        aliases(row.getString(6)),
                        Optional.empty(),
                        Optional.empty()));
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
        return regions;
    }

    /** The indicators of the lexicon that the store was last written with. */
    public List<Indicator> indicators() {
        List<Indicator> indicators = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT id, zh, en, kind, dimension, definition, aliases FROM lexicon_indicator ORDER BY id")) {
            while (row.next()) {
                indicators.add(new Indicator(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        aliases(row.getString(7))));
            }
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
        return indicators;
    }

    private static List<String> aliases(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split("\n"));
    }

    private SortedMap<String, Source> readSources() throws SQLException {
        SortedMap<String, Source> read = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, path, sha256, media_type, title, publisher,"
                        + " vintage, language, simulated FROM dim_source")) {
            while (row.next()) {
                Source source = new Source(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        ObservationRows.maybe(row, 6),
                        ObservationRows.maybe(row, 7),
                        row.getString(8),
                        row.getBoolean(9));
                read.put(source.id(), source);
            }
        }
        return Collections.unmodifiableSortedMap(read);
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }
}
