package almanac.study;

import almanac.model.Box;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Source;
import almanac.model.Unit;
import almanac.warehouse.ObservationExport;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The observations of a bundle as CSV, written and read back: the columns of {@code export observations}. */
final class ObservationCsv {
    /** What was read back; sources by id. */
    record Content(List<Observation> observations, Map<String, Source> sources) {}

    private ObservationCsv() {}

    static String write(Collection<Observation> observations, Map<String, Source> sources) {
        StringWriter text = new StringWriter();
        ObservationExport export = new ObservationExport(text, ObservationExport.Format.CSV);
        export.begin();
        for (Observation observation : observations) {
            Source source = sources.get(observation.locator().source());
            if (source == null) {
                throw new IllegalStateException(
                        "no source " + observation.locator().source());
            }
            export.write(source, observation);
        }
        export.end();
        return text.toString();
    }

    /** @param units id to unit; {@link Unit#UNKNOWN} for what it does not know */
    static Content read(Path file, Function<String, Optional<Unit>> units) throws IOException {
        List<Observation> observations = new ArrayList<>();
        Map<String, Source> sources = new TreeMap<>();
        JsonMapper json = new JsonMapper();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file, StandardCharsets.UTF_8)) {
            for (NamedCsvRecord row : rows) {
                String document = row.getField("document");
                sources.putIfAbsent(
                        document,
                        new Source(
                                document,
                                document,
                                row.getField("document_sha256"),
                                "",
                                document,
                                Optional.empty(),
                                present(row.getField("vintage")),
                                "und",
                                row.getField("simulated").equals("true")));
                observations.add(observation(row, document, json, units));
            }
        }
        return new Content(observations, sources);
    }

    private static Observation observation(
            NamedCsvRecord row, String document, JsonMapper json, Function<String, Optional<Unit>> units)
            throws IOException {
        Map<String, String> qualifiers = new TreeMap<>();
        String written = row.getField("qualifiers");
        if (!written.isBlank()) {
            json.readTree(written)
                    .properties()
                    .forEach(entry ->
                            qualifiers.put(entry.getKey(), entry.getValue().asText()));
        }
        Optional<Box> box = row.getField("left").isEmpty()
                ? Optional.empty()
                : Optional.of(new Box(
                        Double.parseDouble(row.getField("left")),
                        Double.parseDouble(row.getField("top")),
                        Double.parseDouble(row.getField("right")),
                        Double.parseDouble(row.getField("bottom"))));
        String page = row.getField("page");
        Locator locator = row.getField("kind").equals("table")
                ? new Locator.CellAt(
                        document,
                        page,
                        row.getField("table"),
                        Integer.parseInt(row.getField("row")),
                        Integer.parseInt(row.getField("column")),
                        row.getField("cell"),
                        box)
                : new Locator.SpanAt(document, page, 0, 0, box);
        return new Observation(
                row.getField("id"),
                new Named(
                        row.getField("entity_label"), present(row.getField("entity_id")), row.getField("entity_kind")),
                new Named(row.getField("indicator_label"), present(row.getField("indicator_id")), ""),
                new TreeMap<>(qualifiers),
                new Period(row.getField("period")),
                reading(row),
                Measure.valueOf(row.getField("measure").toUpperCase(Locale.ROOT)),
                row.getField("unit_label"),
                units.apply(row.getField("unit_id")).orElse(Unit.UNKNOWN),
                locator,
                row.getField("rule"),
                row.getField("flag"),
                row.getField("vintage"),
                row.getField("snippet"));
    }

    private static Reading reading(NamedCsvRecord row) {
        String raw = row.getField("raw");
        if (!row.getField("value").isEmpty()) {
            return new Reading.Amount(
                    new BigDecimal(row.getField("value")),
                    present(row.getField("value_stored")).map(BigDecimal::new),
                    raw);
        }
        String missing = row.getField("missing");
        return missing.isEmpty() ? new Reading.Unread("not a number", raw) : new Reading.Missing(missing, raw);
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
