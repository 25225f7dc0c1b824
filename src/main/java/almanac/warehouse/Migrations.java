package almanac.warehouse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The shape of the warehouse, as the steps that lead to it. A step, once released, is never edited: a change is a new
 * step. Views hold no data, so they are made anew whenever a step ran.
 */
final class Migrations {
    private static final List<List<String>> STEPS = List.of(
            // 1: the star
            List.of(
                    "CREATE TABLE meta(name VARCHAR NOT NULL, value VARCHAR NOT NULL)",
                    "INSERT INTO meta VALUES ('schema', '0'), ('generation', '0'), ('lexicon', '')",
                    """
                    CREATE TABLE dim_source(source_key INTEGER NOT NULL, id VARCHAR NOT NULL, path VARCHAR NOT NULL,
                      sha256 VARCHAR NOT NULL, media_type VARCHAR NOT NULL, title VARCHAR NOT NULL, publisher VARCHAR,
                      vintage VARCHAR, language VARCHAR NOT NULL, simulated BOOLEAN NOT NULL, root VARCHAR NOT NULL,
                      input VARCHAR NOT NULL, rules VARCHAR NOT NULL, readable BOOLEAN NOT NULL, pages INTEGER NOT NULL,
                      tables INTEGER NOT NULL, sentences INTEGER NOT NULL, observations INTEGER NOT NULL,
                      digest VARCHAR NOT NULL, generation BIGINT NOT NULL)""",
                    """
                    CREATE TABLE dim_region(region_key INTEGER NOT NULL, label VARCHAR NOT NULL, id VARCHAR,
                      kind VARCHAR NOT NULL)""",
                    """
                    CREATE TABLE dim_indicator(indicator_key INTEGER NOT NULL, label VARCHAR NOT NULL, id VARCHAR,
                      kind VARCHAR NOT NULL)""",
                    """
                    CREATE TABLE dim_period(period_key INTEGER NOT NULL, code VARCHAR NOT NULL, year INTEGER,
                      first_year INTEGER, span VARCHAR NOT NULL)""",
                    """
                    CREATE TABLE dim_unit(unit_key INTEGER NOT NULL, label VARCHAR NOT NULL, id VARCHAR NOT NULL,
                      dimension VARCHAR NOT NULL, factor VARCHAR NOT NULL)""",
                    "CREATE TABLE dim_rule(rule_key INTEGER NOT NULL, id VARCHAR NOT NULL)",
                    """
                    CREATE TABLE lexicon_region(code VARCHAR NOT NULL, zh VARCHAR NOT NULL, en VARCHAR NOT NULL,
                      level VARCHAR NOT NULL, parent VARCHAR, from_year INTEGER, to_year INTEGER)""",
                    """
                    CREATE TABLE lexicon_indicator(id VARCHAR NOT NULL, zh VARCHAR NOT NULL, en VARCHAR NOT NULL,
                      kind VARCHAR NOT NULL, dimension VARCHAR NOT NULL, definition VARCHAR NOT NULL)""",
                    """
                    CREATE TABLE fact_observation(id VARCHAR NOT NULL, source_key INTEGER NOT NULL,
                      ordinal INTEGER NOT NULL, kind VARCHAR NOT NULL, page VARCHAR NOT NULL, table_id VARCHAR,
                      row_no INTEGER, column_no INTEGER, cell VARCHAR, span_from INTEGER, span_to INTEGER,
                      box_left DOUBLE, box_top DOUBLE, box_right DOUBLE, box_bottom DOUBLE,
                      region_key INTEGER NOT NULL, indicator_key INTEGER NOT NULL, period_key INTEGER NOT NULL,
                      unit_key INTEGER NOT NULL, rule_key INTEGER NOT NULL, qualifiers VARCHAR NOT NULL,
                      measure VARCHAR NOT NULL, reading VARCHAR NOT NULL, reason VARCHAR, raw VARCHAR NOT NULL,
                      value VARCHAR, value_stored VARCHAR, number DOUBLE, base_number DOUBLE, flag VARCHAR NOT NULL,
                      vintage VARCHAR NOT NULL, snippet VARCHAR NOT NULL)""",
                    """
                    CREATE TABLE diagnostic(source_key INTEGER NOT NULL, ordinal INTEGER NOT NULL, code VARCHAR NOT NULL,
                      severity VARCHAR NOT NULL, title VARCHAR NOT NULL, message VARCHAR NOT NULL, page VARCHAR,
                      cell VARCHAR, hint VARCHAR NOT NULL)"""),
            // 2: what the search index is made from besides the numbers
            List.of(
                    """
                    CREATE TABLE sentence(source_key INTEGER NOT NULL, ordinal INTEGER NOT NULL, page VARCHAR NOT NULL,
                      span_from INTEGER NOT NULL, span_to INTEGER NOT NULL, text VARCHAR NOT NULL,
                      heading VARCHAR NOT NULL, language VARCHAR NOT NULL, box_left DOUBLE, box_top DOUBLE,
                      box_right DOUBLE, box_bottom DOUBLE)""",
                    """
                    CREATE TABLE printed_table(source_key INTEGER NOT NULL, id VARCHAR NOT NULL, page VARCHAR NOT NULL,
                      caption VARCHAR NOT NULL, unit_note VARCHAR NOT NULL, row_count INTEGER NOT NULL,
                      column_count INTEGER NOT NULL, continues VARCHAR)""",
                    "ALTER TABLE lexicon_region ADD COLUMN aliases VARCHAR DEFAULT ''",
                    "ALTER TABLE lexicon_indicator ADD COLUMN aliases VARCHAR DEFAULT ''"),
            // 3: what each document asked of the rules, so that a changed rule touches only those it can change
            List.of(
                    "CREATE TABLE asked(source_key INTEGER NOT NULL, questions BLOB NOT NULL, answers VARCHAR NOT NULL)",
                    "CREATE TABLE rule_print(id VARCHAR NOT NULL, print VARCHAR NOT NULL)"),
            // 4: what the checks found between the numbers, and which numbers each finding concerns
            List.of("""
                    CREATE TABLE finding(id VARCHAR NOT NULL, ordinal INTEGER NOT NULL, kind VARCHAR NOT NULL,
                      code VARCHAR NOT NULL, severity VARCHAR NOT NULL, title VARCHAR NOT NULL, rule VARCHAR NOT NULL,
                      document VARCHAR NOT NULL, page VARCHAR NOT NULL, cell VARCHAR NOT NULL, message VARCHAR NOT NULL,
                      expected VARCHAR NOT NULL, found VARCHAR NOT NULL, hint VARCHAR NOT NULL)""", """
                    CREATE TABLE finding_observation(finding_id VARCHAR NOT NULL, ordinal INTEGER NOT NULL,
                      observation_id VARCHAR NOT NULL)""", "INSERT INTO meta VALUES ('findings', '')"),
            // 5: findings about unchanged documents are kept and sorted in among the new ones; finding_family says
            // which documents had numbers of what when the findings were made
            List.of(
                    "ALTER TABLE finding ADD COLUMN excess DOUBLE DEFAULT 0",
                    "ALTER TABLE finding ADD COLUMN family VARCHAR DEFAULT ''",
                    "CREATE TABLE finding_family(source VARCHAR NOT NULL, family VARCHAR NOT NULL)",
                    "UPDATE meta SET value = '' WHERE name = 'findings'"),
            // 6: the views tell forecasts from what was counted
            List.of());

    private static final List<String> VIEWS = List.of("""
            CREATE OR REPLACE VIEW observation AS
            SELECT f.id, s.path AS document, s.sha256 AS document_sha256, f.kind, f.page, f.table_id AS "table",
              f.row_no AS "row", f.column_no AS "column", f.cell, f.box_left AS "left", f.box_top AS "top",
              f.box_right AS "right", f.box_bottom AS "bottom", r.label AS entity_label, r.id AS entity_id,
              r.kind AS entity_kind, i.label AS indicator_label, i.id AS indicator_id, f.qualifiers, f.measure,
              p.code AS period, f.value, f.value_stored, u.label AS unit_label, u.id AS unit_id,
              f.base_number AS base_value, f.flag, f.vintage, ru.id AS rule, f.snippet, p.year, f.number,
              u.dimension, s.title, s.publisher, s.simulated, lr.zh AS entity_zh, lr.en AS entity_en,
              lr.level AS entity_level, lr.parent AS entity_parent, li.zh AS indicator_zh, li.en AS indicator_en,
              li.kind AS indicator_kind, f.reading, f.raw, f.source_key, f.ordinal
            FROM fact_observation f
            JOIN dim_source s USING (source_key) JOIN dim_region r USING (region_key)
            JOIN dim_indicator i USING (indicator_key) JOIN dim_period p USING (period_key)
            JOIN dim_unit u USING (unit_key) JOIN dim_rule ru USING (rule_key)
            LEFT JOIN lexicon_region lr ON lr.code = r.id LEFT JOIN lexicon_indicator li ON li.id = i.id""", """
            CREATE OR REPLACE VIEW cube AS
            SELECT entity_id AS region, entity_zh AS region_zh, entity_en AS region_en, entity_level AS level,
              entity_parent AS parent, indicator_id AS indicator, indicator_zh, indicator_en, qualifiers, measure,
              year, unit_id AS unit, value, number, base_value, document, page, cell, vintage, simulated,
              contains(flag, 'forecast') AS forecast, id
            FROM observation
            WHERE entity_id IS NOT NULL AND indicator_id IS NOT NULL AND year IS NOT NULL AND reading = 'amount'""", """
            CREATE OR REPLACE VIEW cube_latest AS
            SELECT * FROM cube QUALIFY row_number() OVER (
              PARTITION BY region, indicator, qualifiers, measure, year
              ORDER BY simulated, forecast, vintage DESC, document, page, cell, id) = 1""", """
            CREATE OR REPLACE VIEW vintages AS
            SELECT region, region_zh, indicator, indicator_zh, qualifiers, measure, year, count(*) AS books,
              count(DISTINCT base_value) AS figures, min(base_value) AS lowest, max(base_value) AS highest,
              (max(base_value) - min(base_value)) / nullif(abs(max(base_value)), 0) AS spread,
              list({'vintage': vintage, 'value': value, 'unit': unit, 'document': document, 'cell': cell, 'id': id}
                ORDER BY vintage, document, page, cell, id) AS editions
            FROM cube GROUP BY region, region_zh, indicator, indicator_zh, qualifiers, measure, year
            HAVING count(*) > 1""", """
            CREATE OR REPLACE VIEW rollup AS
            WITH RECURSIVE member(ancestor, code, steps) AS (
              SELECT parent, code, 1 FROM lexicon_region WHERE parent IS NOT NULL
              UNION ALL
              SELECT r.parent, m.code, m.steps + 1 FROM member m JOIN lexicon_region r ON r.code = m.ancestor
              WHERE r.parent IS NOT NULL AND m.steps < 6)
            SELECT m.ancestor AS region, a.zh AS region_zh, c.level AS of_level, c.indicator, c.indicator_zh,
              c.qualifiers, c.year, count(*) AS members, sum(c.base_value) AS sum_of_members,
              any_value(own.base_value) AS printed,
              sum(c.base_value) / nullif(any_value(own.base_value), 0) - 1 AS difference
            FROM cube_latest c JOIN member m ON m.code = c.region JOIN lexicon_region a ON a.code = m.ancestor
            LEFT JOIN cube_latest own ON own.region = m.ancestor AND own.indicator = c.indicator
              AND own.qualifiers = c.qualifiers AND own.year = c.year AND own.measure = 'level'
            WHERE c.measure = 'level'
            GROUP BY m.ancestor, a.zh, c.level, c.indicator, c.indicator_zh, c.qualifiers, c.year""");

    /** The version this program writes. */
    static final int VERSION = STEPS.size();

    private Migrations() {}

    /** The version of an open warehouse; 0 for an empty file. */
    static int version(Connection connection) throws SQLException {
        String tables = Database.single(
                connection, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'meta' AND NOT temporary");
        return tables.equals("0")
                ? 0
                : Integer.parseInt(Database.single(connection, "SELECT value FROM meta WHERE name = 'schema'"));
    }

    /** Brings the warehouse to {@code version} within the caller's transaction. */
    static void bringTo(Connection connection, int version) throws SQLException {
        int from = version(connection);
        if (from >= version) {
            return;
        }
        for (int step = from; step < version; step++) {
            for (String sql : STEPS.get(step)) {
                Database.run(connection, sql);
            }
        }
        if (version == VERSION) {
            for (String view : VIEWS) {
                Database.run(connection, view);
            }
        }
        Database.run(connection, "UPDATE meta SET value = '" + version + "' WHERE name = 'schema'");
    }

    /** Refuses a store from the future; answers the version otherwise. */
    static int checked(StoreFolder folder, Connection connection) throws SQLException {
        int version = version(connection);
        if (version > VERSION) {
            throw StoreTrouble.of(
                    StoreTrouble.NEWER_STORE,
                    folder.warehouse(),
                    "the store has version " + version + ", this program knows versions up to " + VERSION,
                    "use the newer program, or make a new store with --store");
        }
        return version;
    }

    /** Makes the pivot view over exactly these years: a column a year. */
    static void pivot(Connection connection, String years) throws SQLException {
        Database.run(
                connection,
                "CREATE OR REPLACE VIEW pivot_years AS PIVOT (SELECT region, region_zh, indicator, indicator_zh,"
                        + " qualifiers, measure, unit, year, number FROM cube_latest) ON year IN (" + years
                        + ") USING first(number) GROUP BY region, region_zh, indicator, indicator_zh, qualifiers,"
                        + " measure, unit");
    }
}
