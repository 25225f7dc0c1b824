package almanac.study;

import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Source;
import almanac.model.Unit;
import almanac.rule.RuleBook;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A simulated corpus's {@code truth.csv} as observations: what a reader without fault would have read. */
record TruthObservations(List<Observation> observations, Map<String, Source> sources) {
    static TruthObservations read(Path truth, RuleBook rules) throws IOException {
        List<Observation> observations = new ArrayList<>();
        Map<String, Source> sources = new TreeMap<>();
        JsonMapper json = new JsonMapper();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(truth)) {
            for (NamedCsvRecord row : rows) {
                String document = row.getField("document");
                java.util.regex.Matcher year =
                        java.util.regex.Pattern.compile("(19|20)\\d\\d").matcher(document);
                String vintage = year.find() ? year.group() : "";
                sources.putIfAbsent(
                        document,
                        new Source(
                                document,
                                document,
                                "0".repeat(64),
                                "",
                                document,
                                Optional.empty(),
                                Optional.of(vintage),
                                "zh",
                                true));
                Map<String, String> qualifiers = new TreeMap<>();
                json.readTree(row.getField("qualifiers"))
                        .properties()
                        .forEach(entry ->
                                qualifiers.put(entry.getKey(), entry.getValue().asText()));
                String value = row.getField("value");
                String unit = row.getField("unit_label");
                boolean prose = row.getField("cell").isEmpty();
                Locator locator = prose
                        ? new Locator.SpanAt(document, row.getField("page"), 0, 0, Optional.empty())
                        : new Locator.CellAt(
                                document, row.getField("page"), "t", 0, 0, row.getField("cell"), Optional.empty());
                observations.add(new Observation(
                        document + row.getField("page") + row.getField("cell") + observations.size(),
                        new Named(row.getField("entity_label"), Optional.of(row.getField("entity_id")), ""),
                        new Named(row.getField("indicator_label"), Optional.of(row.getField("indicator_id")), ""),
                        new TreeMap<>(qualifiers),
                        new Period(row.getField("period")),
                        value.isEmpty()
                                ? new Reading.Missing("not_available", "…")
                                : new Reading.Amount(new BigDecimal(value), Optional.empty(), value),
                        Measure.LEVEL,
                        unit,
                        rules.lexicon().units().named(unit).orElse(Unit.UNKNOWN),
                        locator,
                        "truth",
                        "",
                        vintage,
                        ""));
            }
        }
        return new TruthObservations(observations, sources);
    }
}
