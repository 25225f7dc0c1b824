package almanac.warehouse;

import almanac.model.Box;
import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.model.Indicator;
import almanac.model.Locator;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Region;
import almanac.model.Sentence;
import almanac.model.Source;
import almanac.model.Unit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a store. It has the right to write for as long as it is open, but opens the warehouse file only
 * for the length of a commit, so that readers get their turn between two commits.
 *
 * <p>A commit replaces and removes whole documents in one transaction. Before it the store is marked dirty; whoever
 * brings the index up to date afterwards says so with {@link #agreed}.
 */
public final class WarehouseWriter implements AutoCloseable {
    private final StoreFolder folder;
    private final WriterLock lock;
    private @Nullable Keys keys;
    private long generation;

    private WarehouseWriter(StoreFolder folder, WriterLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the right to write, makes the store where there is none, and brings an old one to the present version.
     *
     * @throws EnvironmentTrouble when another process writes, the store is newer than this program, or damaged
     */
    public static WarehouseWriter open(Path store) {
        StoreFolder folder = new StoreFolder(store);
        WriterLock lock = WriterLock.take(folder);
        try {
            WarehouseWriter writer = new WarehouseWriter(folder, lock);
            writer.migrate();
            return writer;
        } catch (RuntimeException | Error trouble) {
            lock.close();
            throw trouble;
        }
    }

    /** As {@link #open}, but empty when another process writes: for repairs that a reader would like to make. */
    public static Optional<WarehouseWriter> tryOpen(Path store) {
        StoreFolder folder = new StoreFolder(store);
        return WriterLock.tryTake(folder).map(lock -> {
            try {
                WarehouseWriter writer = new WarehouseWriter(folder, lock);
                writer.migrate();
                return writer;
            } catch (RuntimeException | Error trouble) {
                lock.close();
                throw trouble;
            }
        });
    }

    public StoreFolder folder() {
        return folder;
    }

    /** The number of commits so far. */
    public long generation() {
        return generation;
    }

    /** What is done to the warehouse in one transaction. */
    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    /**
     * Does all of it or nothing. The transaction is begun in so many words: the driver begins one with the first
     * statement only, and rows that an appender takes before it are committed table by table.
     */
    private void transaction(Work work) {
        boolean committed = false;
        try (Connection connection = Database.openToWrite(folder, Database.PATIENCE)) {
            Database.run(connection, "BEGIN TRANSACTION");
            work.on(connection);
            Database.run(connection, "COMMIT");
            committed = true;
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        } finally {
            if (!committed) {
                // they may name members that the warehouse never got
                keys = null;
            }
        }
    }

    private void migrate() {
        if (!folder.exists()) {
            folder.mark(new StoreFolder.Mark(false, 0));
            Database.make(folder);
        }
        try (Connection connection = Database.openToWrite(folder, Database.PATIENCE)) {
            int version = Migrations.checked(folder, connection);
            if (version < Migrations.VERSION) {
                Database.run(connection, "BEGIN TRANSACTION");
                Migrations.bringTo(connection, Migrations.VERSION);
                Database.run(connection, "COMMIT");
            }
            generation =
                    Long.parseLong(Database.single(connection, "SELECT value FROM meta WHERE name = 'generation'"));
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
    }

    /** Keeps the lexicon beside the facts, for names and roll-ups in SQL. Does nothing when it has not changed. */
    public void lexicon(List<Region> regions, List<Indicator> indicators) {
        String digest = digest(List.of(regions.toString(), indicators.toString()));
        transaction(connection -> {
            if (Database.single(connection, "SELECT value FROM meta WHERE name = 'lexicon'")
                    .equals(digest)) {
                return;
            }
            Database.run(connection, "DELETE FROM lexicon_region");
            Database.run(connection, "DELETE FROM lexicon_indicator");
            try (DuckDBAppender rows = appender(connection, "lexicon_region")) {
                for (Region region : regions) {
                    rows.beginRow();
                    rows.append(region.code())
                            .append(region.zh())
                            .append(region.en())
                            .append(region.level());
                    text(rows, region.parent());
                    number(rows, region.from());
                    number(rows, region.to());
                    rows.append(String.join("\n", region.aliases()));
                    rows.endRow();
                }
            }
            try (DuckDBAppender rows = appender(connection, "lexicon_indicator")) {
                for (Indicator indicator : indicators) {
                    rows.beginRow();
                    rows.append(indicator.id()).append(indicator.zh()).append(indicator.en());
                    rows.append(indicator.kind()).append(indicator.dimension()).append(indicator.definition());
                    rows.append(String.join("\n", indicator.aliases()));
                    rows.endRow();
                }
            }
            Database.run(connection, "UPDATE meta SET value = '" + digest + "' WHERE name = 'lexicon'");
        });
    }

    /**
     * Writes documents, each replacing what the store had under its source id, and removes others, in one transaction.
     *
     * @param documents to write
     * @param removed source ids to forget
     * @return the new generation
     */
    public long commit(List<DocumentRecord> documents, Collection<String> removed) {
        folder.mark(new StoreFolder.Mark(false, generation));
        long next = generation + 1;
        transaction(connection -> {
            Keys known = keys == null ? Keys.read(connection) : keys;
            keys = known;
            Set<String> gone = new LinkedHashSet<>(removed);
            documents.forEach(document -> gone.add(document.source().id()));
            delete(connection, known, gone);
            append(connection, known, documents, next);
            known.flush(connection);
            Database.run(connection, "UPDATE meta SET value = '" + next + "' WHERE name = 'generation'");
        });
        generation = next;
        return next;
    }

    /** Marks documents as read with these inputs and rules although nothing in them changed. */
    public void confirm(List<DocumentRecord> unchanged) {
        if (unchanged.isEmpty()) {
            return;
        }
        transaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE dim_source SET input = ?, rules = ?, root = ?, sha256 = ? WHERE id = ?")) {
                for (DocumentRecord document : unchanged) {
                    update.setString(1, document.input());
                    update.setString(2, document.rules());
                    update.setString(3, document.root());
                    update.setString(4, document.source().sha256());
                    update.setString(5, document.source().id());
                    update.execute();
                }
            }
            Keys known = keys == null ? Keys.read(connection) : keys;
            try (DuckDBAppender questions = appender(connection, "asked")) {
                for (DocumentRecord document : unchanged) {
                    Integer key = known.sources.get(document.source().id());
                    if (key != null) {
                        Database.run(connection, "DELETE FROM asked WHERE source_key = " + key);
                        asked(questions, key, document.asked());
                    }
                }
            }
        });
    }

    /** Marks documents as up to date with these rules without having been read: the rules answer them as before. */
    public void untouched(Collection<String> ids, String rules) {
        if (ids.isEmpty()) {
            return;
        }
        transaction(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE dim_source SET rules = ? WHERE id = ?")) {
                for (String id : ids) {
                    update.setString(1, rules);
                    update.setString(2, id);
                    update.execute();
                }
            }
        });
    }

    /** Keeps what each rule says, as fingerprints by id: the next run names those that have changed. */
    public void rulePrints(SortedMap<String, String> prints) {
        transaction(connection -> {
            Database.run(connection, "DELETE FROM rule_print");
            try (DuckDBAppender rows = appender(connection, "rule_print")) {
                for (Map.Entry<String, String> print : prints.entrySet()) {
                    rows.beginRow();
                    rows.append(print.getKey()).append(print.getValue());
                    rows.endRow();
                }
            }
        });
    }

    /**
     * Keeps what the checks found, in the place of what they found before.
     *
     * @param stamp of the numbers and checks it was made from, {@link Warehouse#findingStamp}
     */
    public void findings(List<FindingRecord> findings, String stamp) {
        transaction(connection -> {
            Database.run(connection, "DELETE FROM finding");
            Database.run(connection, "DELETE FROM finding_observation");
            try (DuckDBAppender rows = appender(connection, "finding");
                    DuckDBAppender members = appender(connection, "finding_observation")) {
                int ordinal = 0;
                for (FindingRecord finding : findings) {
                    rows.beginRow();
                    rows.append(finding.id())
                            .append(ordinal++)
                            .append(finding.kind())
                            .append(finding.code())
                            .append(finding.severity())
                            .append(finding.title())
                            .append(finding.rule())
                            .append(finding.document())
                            .append(finding.page())
                            .append(finding.cell())
                            .append(finding.message())
                            .append(finding.expected())
                            .append(finding.found())
                            .append(finding.hint())
                            .append(finding.excess())
                            .append(finding.family());
                    rows.endRow();
                    int member = 0;
                    for (String observation : finding.observations()) {
                        members.beginRow();
                        members.append(finding.id()).append(member++).append(observation);
                        members.endRow();
                    }
                }
            }
            Database.run(connection, "DELETE FROM finding_family");
            Database.run(
                    connection,
                    "INSERT INTO finding_family SELECT s.id, " + Warehouse.FAMILY + " FROM (SELECT DISTINCT source_key,"
                            + " indicator_key, measure, qualifiers FROM fact_observation) f JOIN dim_source s USING"
                            + " (source_key) JOIN dim_indicator i USING (indicator_key) WHERE i.id IS NOT NULL");
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE meta SET value = ? WHERE name = 'findings'")) {
                update.setString(1, stamp);
                update.executeUpdate();
            }
        });
    }

    private static void asked(DuckDBAppender rows, int source, DocumentRecord.Asked asked) throws SQLException {
        if (asked.known()) {
            rows.beginRow();
            rows.append(source).append(PackedText.pack(asked.questions())).append(asked.answers());
            rows.endRow();
        }
    }

    /** Says that the search index stands at the present generation and is safe on the disk. */
    public void agreed() {
        folder.mark(new StoreFolder.Mark(true, generation));
    }

    /** Ends a run: makes the pivot view over the years now present and lets DuckDB tidy its file. */
    public void finish() {
        try (Connection connection = Database.openToWrite(folder, Database.PATIENCE)) {
            Set<Integer> years = new TreeSet<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result =
                            statement.executeQuery("SELECT DISTINCT year FROM dim_period WHERE year IS NOT NULL")) {
                while (result.next()) {
                    years.add(result.getInt(1));
                }
            }
            if (!years.isEmpty()) {
                Migrations.pivot(
                        connection,
                        String.join(", ", years.stream().map(String::valueOf).toList()));
            }
            Database.run(connection, "CHECKPOINT");
        } catch (SQLException trouble) {
            throw Database.explained(folder, trouble);
        }
    }

    @Override
    public void close() {
        lock.close();
    }

    /** Fingerprint of what is kept of a document; independent of when and from where it was read. */
    public static String digest(DocumentRecord document) {
        List<String> parts = new ArrayList<>();
        parts.add(document.source().toString());
        parts.add(document.readable() + " " + document.pageCount());
        document.tables().forEach(table -> parts.add(table.toString()));
        document.sentences().forEach(sentence -> parts.add(sentence.toString()));
        document.observations().forEach(observation -> parts.add(observation.toString()));
        document.diagnostics().forEach(diagnostic -> parts.add(diagnostic.toString()));
        return digest(parts);
    }

    private static String digest(List<String> parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static void delete(Connection connection, Keys known, Set<String> ids) throws SQLException {
        List<Integer> gone = new ArrayList<>();
        for (String id : ids) {
            Integer key = known.sources.remove(id);
            if (key != null) {
                gone.add(key);
            }
        }
        if (gone.isEmpty()) {
            return;
        }
        String list = String.join(",", gone.stream().map(String::valueOf).toList());
        for (String table :
                List.of("fact_observation", "sentence", "printed_table", "diagnostic", "asked", "dim_source")) {
            Database.run(connection, "DELETE FROM " + table + " WHERE source_key IN (" + list + ")");
        }
    }

    private static void append(Connection connection, Keys known, List<DocumentRecord> documents, long generation)
            throws SQLException {
        try (DuckDBAppender sources = appender(connection, "dim_source");
                DuckDBAppender facts = appender(connection, "fact_observation");
                DuckDBAppender sentences = appender(connection, "sentence");
                DuckDBAppender tables = appender(connection, "printed_table");
                DuckDBAppender diagnostics = appender(connection, "diagnostic");
                DuckDBAppender questions = appender(connection, "asked")) {
            for (DocumentRecord document : documents) {
                int key = known.newSource(document.source().id());
                source(sources, document, key, generation);
                asked(questions, key, document.asked());
                int ordinal = 0;
                for (Observation observation : document.observations()) {
                    fact(facts, known, observation, key, ordinal++);
                }
                ordinal = 0;
                for (Sentence sentence : document.sentences()) {
                    sentences.beginRow();
                    sentences.append(key).append(ordinal++).append(sentence.page());
                    sentences.append(sentence.from()).append(sentence.to()).append(sentence.text());
                    sentences.append(sentence.heading()).append(sentence.language());
                    box(sentences, sentence.box());
                    sentences.endRow();
                }
                for (DocumentRecord.PrintedTable table : document.tables()) {
                    tables.beginRow();
                    tables.append(key).append(table.id()).append(table.page()).append(table.caption());
                    tables.append(table.unitNote()).append(table.rows()).append(table.columns());
                    text(tables, table.continues());
                    tables.endRow();
                }
                ordinal = 0;
                for (Diagnostic diagnostic : document.diagnostics()) {
                    diagnostics.beginRow();
                    diagnostics
                            .append(key)
                            .append(ordinal++)
                            .append(diagnostic.code().id());
                    diagnostics
                            .append(diagnostic.code().severity().name())
                            .append(diagnostic.code().title());
                    diagnostics.append(diagnostic.message());
                    text(diagnostics, diagnostic.page());
                    text(diagnostics, diagnostic.cell());
                    diagnostics.append(diagnostic.hint());
                    diagnostics.endRow();
                }
            }
        }
    }

    private static void source(DuckDBAppender row, DocumentRecord document, int key, long generation)
            throws SQLException {
        Source source = document.source();
        row.beginRow();
        row.append(key).append(source.id()).append(source.path()).append(source.sha256());
        row.append(source.mediaType()).append(source.title());
        text(row, source.publisher());
        text(row, source.vintage());
        row.append(source.language()).append(source.simulated()).append(document.root());
        row.append(document.input()).append(document.rules()).append(document.readable());
        row.append(document.pageCount()).append(document.tables().size());
        row.append(document.sentences().size()).append(document.observations().size());
        row.append(digest(document)).append(generation);
        row.endRow();
    }

    private static void fact(DuckDBAppender row, Keys known, Observation observation, int source, int ordinal)
            throws SQLException {
        row.beginRow();
        row.append(observation.id()).append(source).append(ordinal);
        Locator locator = observation.locator();
        if (locator instanceof Locator.CellAt cell) {
            row.append("table").append(cell.page()).append(cell.table());
            row.append(cell.row()).append(cell.column()).append(cell.address());
            row.appendNull().appendNull();
        } else if (locator instanceof Locator.SpanAt span) {
            row.append("prose").append(span.page()).appendNull();
            row.appendNull().appendNull().appendNull();
            row.append(span.from()).append(span.to());
        }
        box(row, locator.box());
        row.append(known.region(observation.region()));
        row.append(known.indicator(observation.indicator()));
        row.append(known.period(observation.period()));
        row.append(known.unit(observation.unitLabel(), observation.unit()));
        row.append(known.rule(observation.rule()));
        row.append(QualifierText.write(observation.qualifiers()));
        row.append(observation.measure().code());
        Reading reading = observation.reading();
        if (reading instanceof Reading.Amount amount) {
            row.append("amount").appendNull().append(amount.raw());
            row.append(amount.value().toString());
            text(row, amount.stored().map(Object::toString));
            row.append(amount.value().doubleValue());
        } else {
            boolean missing = reading instanceof Reading.Missing;
            String reason = reading instanceof Reading.Missing m
                    ? m.reason()
                    : reading instanceof Reading.Unread unread ? unread.why() : "";
            row.append(missing ? "missing" : "unread").append(reason).append(reading.raw());
            row.appendNull().appendNull().appendNull();
        }
        if (observation.baseValue().isPresent()) {
            row.append(observation.baseValue().get().doubleValue());
        } else {
            row.appendNull();
        }
        row.append(observation.flag()).append(observation.vintage()).append(observation.snippet());
        row.endRow();
    }

    private static DuckDBAppender appender(Connection connection, String table) throws SQLException {
        return connection.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, table);
    }

    private static void text(DuckDBAppender row, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            row.append(text.get());
        } else {
            row.appendNull();
        }
    }

    private static void number(DuckDBAppender row, Optional<Integer> number) throws SQLException {
        if (number.isPresent()) {
            row.append(number.get().intValue());
        } else {
            row.appendNull();
        }
    }

    private static void box(DuckDBAppender row, Optional<Box> box) throws SQLException {
        if (box.isPresent()) {
            Box b = box.get();
            row.append(b.left()).append(b.top()).append(b.right()).append(b.bottom());
        } else {
            row.appendNull().appendNull().appendNull().appendNull();
        }
    }

    /** The keys of the dimensions; new members are kept back until {@link #flush}. */
    private static final class Keys {
        private record UnitMember(String label, Unit unit) {}

        final Map<String, Integer> sources = new HashMap<>();
        private final Map<Named, Integer> regions = new HashMap<>();
        private final Map<Named, Integer> indicators = new HashMap<>();
        private final Map<String, Integer> periods = new HashMap<>();
        private final Map<UnitMember, Integer> units = new HashMap<>();
        private final Map<String, Integer> rules = new HashMap<>();
        private final List<Named> newRegions = new ArrayList<>();
        private final List<Named> newIndicators = new ArrayList<>();
        private final List<Period> newPeriods = new ArrayList<>();
        private final List<UnitMember> newUnits = new ArrayList<>();
        private final List<String> newRules = new ArrayList<>();
        private int nextSource = 1;

        static Keys read(Connection connection) throws SQLException {
            Keys keys = new Keys();
            try (Statement statement = connection.createStatement()) {
                try (ResultSet row = statement.executeQuery("SELECT id, source_key FROM dim_source")) {
                    while (row.next()) {
                        keys.sources.put(row.getString(1), row.getInt(2));
                        keys.nextSource = Math.max(keys.nextSource, row.getInt(2) + 1);
                    }
                }
                keys.names(statement, "dim_region", keys.regions);
                keys.names(statement, "dim_indicator", keys.indicators);
                try (ResultSet row = statement.executeQuery("SELECT code FROM dim_period ORDER BY period_key")) {
                    while (row.next()) {
                        keys.periods.put(row.getString(1), keys.periods.size());
                    }
                }
                try (ResultSet row =
                        statement.executeQuery("SELECT label, id, dimension, factor FROM dim_unit ORDER BY unit_key")) {
                    while (row.next()) {
                        Unit unit = new Unit(
                                row.getString(2), row.getString(3), new java.math.BigDecimal(row.getString(4)));
                        keys.units.put(new UnitMember(row.getString(1), unit), keys.units.size());
                    }
                }
                try (ResultSet row = statement.executeQuery("SELECT id FROM dim_rule ORDER BY rule_key")) {
                    while (row.next()) {
                        keys.rules.put(row.getString(1), keys.rules.size());
                    }
                }
            }
            return keys;
        }

        private void names(Statement statement, String table, Map<Named, Integer> into) throws SQLException {
            String key = table.substring("dim_".length()) + "_key";
            try (ResultSet row = statement.executeQuery("SELECT label, id, kind FROM " + table + " ORDER BY " + key)) {
                while (row.next()) {
                    into.put(
                            new Named(row.getString(1), Optional.ofNullable(row.getString(2)), row.getString(3)),
                            into.size());
                }
            }
        }

        int newSource(String id) {
            int key = nextSource++;
            sources.put(id, key);
            return key;
        }

        int region(Named name) {
            return key(regions, newRegions, name);
        }

        int indicator(Named name) {
            return key(indicators, newIndicators, name);
        }

        int unit(String label, Unit unit) {
            return key(units, newUnits, new UnitMember(label, unit));
        }

        int rule(String id) {
            return key(rules, newRules, id);
        }

        int period(Period period) {
            Integer known = periods.get(period.code());
            if (known != null) {
                return known;
            }
            newPeriods.add(period);
            periods.put(period.code(), periods.size());
            return periods.size() - 1;
        }

        private static <T> int key(Map<T, Integer> keys, List<T> fresh, T member) {
            Integer known = keys.get(member);
            if (known != null) {
                return known;
            }
            fresh.add(member);
            keys.put(member, keys.size());
            return keys.size() - 1;
        }

        void flush(Connection connection) throws SQLException {
            names(connection, "dim_region", regions, newRegions);
            names(connection, "dim_indicator", indicators, newIndicators);
            try (DuckDBAppender row = appender(connection, "dim_period")) {
                for (Period period : newPeriods) {
                    row.beginRow();
                    row.append(periods.getOrDefault(period.code(), -1).intValue())
                            .append(period.code());
                    number(row, period.year());
                    number(row, period.firstYear());
                    row.append(span(period.code()));
                    row.endRow();
                }
            }
            try (DuckDBAppender row = appender(connection, "dim_unit")) {
                for (UnitMember member : newUnits) {
                    row.beginRow();
                    row.append(units.getOrDefault(member, -1).intValue()).append(member.label());
                    row.append(member.unit().id()).append(member.unit().dimension());
                    row.append(member.unit().factor().toString());
                    row.endRow();
                }
            }
            try (DuckDBAppender row = appender(connection, "dim_rule")) {
                for (String rule : newRules) {
                    row.beginRow();
                    row.append(rules.getOrDefault(rule, -1).intValue()).append(rule);
                    row.endRow();
                }
            }
            newPeriods.clear();
            newUnits.clear();
            newRules.clear();
        }

        private static void names(Connection connection, String table, Map<Named, Integer> keys, List<Named> fresh)
                throws SQLException {
            try (DuckDBAppender row = appender(connection, table)) {
                for (Named name : fresh) {
                    row.beginRow();
                    row.append(keys.getOrDefault(name, -1).intValue()).append(name.label());
                    text(row, name.id());
                    row.append(name.kind());
                    row.endRow();
                }
            }
            fresh.clear();
        }

        /** What sort of span a period is: year, half, quarter, month, day, span, or unknown. */
        static String span(String code) {
            if (code.isEmpty()) {
                return "unknown";
            }
            if (code.contains("/")) {
                return "span";
            }
            return switch (code.length()) {
                case 4 -> "year";
                case 10 -> "day";
                default -> code.contains("H") ? "half" : code.contains("Q") ? "quarter" : "month";
            };
        }
    }
}
