package almanac.study;

import almanac.model.Box;
import almanac.model.Diagnostic;
import almanac.model.Locator;
import almanac.model.Measure;
import almanac.model.Named;
import almanac.model.Observation;
import almanac.model.Period;
import almanac.model.Reading;
import almanac.model.Sentence;
import almanac.model.Source;
import almanac.model.Unit;
import almanac.warehouse.DocumentRecord;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@link DocumentRecord} as bytes, from a reading process to the one that writes the store. Texts that repeat (labels,
 * units, pages) are sent once. Both ends are the same program, so the form carries no version.
 */
final class HandOver {
    private HandOver() {}

    static void write(DocumentRecord document, DataOutputStream out) throws IOException {
        new Writer(out).document(document);
    }

    static DocumentRecord read(DataInputStream in) throws IOException {
        return new Reader(in).document();
    }

    private static final class Writer {
        private final DataOutputStream out;
        private final Map<String, Integer> sent = new HashMap<>();

        Writer(DataOutputStream out) {
            this.out = out;
        }

        void document(DocumentRecord document) throws IOException {
            Source s = document.source();
            text(s.id());
            text(s.path());
            text(s.sha256());
            text(s.mediaType());
            text(s.title());
            maybe(s.publisher());
            maybe(s.vintage());
            text(s.language());
            out.writeBoolean(s.simulated());
            text(document.root());
            text(document.input());
            text(document.rules());
            out.writeBoolean(document.readable());
            out.writeInt(document.pageCount());
            out.writeInt(document.tables().size());
            for (DocumentRecord.PrintedTable table : document.tables()) {
                text(table.id());
                text(table.page());
                text(table.caption());
                text(table.unitNote());
                out.writeInt(table.rows());
                out.writeInt(table.columns());
                maybe(table.continues());
            }
            out.writeInt(document.sentences().size());
            for (Sentence sentence : document.sentences()) {
                text(sentence.page());
                out.writeInt(sentence.from());
                out.writeInt(sentence.to());
                text(sentence.text());
                text(sentence.heading());
                text(sentence.language());
                box(sentence.box());
            }
            out.writeInt(document.observations().size());
            for (Observation observation : document.observations()) {
                observation(observation);
            }
            out.writeInt(document.diagnostics().size());
            for (Diagnostic diagnostic : document.diagnostics()) {
                text(diagnostic.code().id());
                text(diagnostic.code().severity().name());
                text(diagnostic.code().title());
                text(diagnostic.message());
                text(diagnostic.source());
                maybe(diagnostic.page());
                maybe(diagnostic.cell());
                text(diagnostic.hint());
            }
            text(document.asked().questions());
            text(document.asked().answers());
        }

        private void observation(Observation o) throws IOException {
            text(o.id());
            named(o.region());
            named(o.indicator());
            out.writeInt(o.qualifiers().size());
            for (Map.Entry<String, String> entry : o.qualifiers().entrySet()) {
                text(entry.getKey());
                text(entry.getValue());
            }
            text(o.period().code());
            Reading reading = o.reading();
            if (reading instanceof Reading.Amount amount) {
                out.writeByte(0);
                text(amount.value().toString());
                maybe(amount.stored().map(BigDecimal::toString));
            } else if (reading instanceof Reading.Missing missing) {
                out.writeByte(1);
                text(missing.reason());
            } else if (reading instanceof Reading.Unread unread) {
                out.writeByte(2);
                text(unread.why());
            }
            text(reading.raw());
            text(o.measure().name());
            text(o.unitLabel());
            text(o.unit().id());
            text(o.unit().dimension());
            text(o.unit().factor().toString());
            Locator locator = o.locator();
            if (locator instanceof Locator.CellAt cell) {
                out.writeByte(0);
                text(cell.source());
                text(cell.page());
                text(cell.table());
                out.writeInt(cell.row());
                out.writeInt(cell.column());
                text(cell.address());
            } else if (locator instanceof Locator.SpanAt span) {
                out.writeByte(1);
                text(span.source());
                text(span.page());
                out.writeInt(span.from());
                out.writeInt(span.to());
            }
            box(locator.box());
            text(o.rule());
            text(o.flag());
            text(o.vintage());
            text(o.snippet());
        }

        private void named(Named named) throws IOException {
            text(named.label());
            maybe(named.id());
            text(named.kind());
        }

        private void box(Optional<Box> box) throws IOException {
            out.writeBoolean(box.isPresent());
            if (box.isPresent()) {
                out.writeDouble(box.get().left());
                out.writeDouble(box.get().top());
                out.writeDouble(box.get().right());
                out.writeDouble(box.get().bottom());
            }
        }

        private void maybe(Optional<String> text) throws IOException {
            out.writeBoolean(text.isPresent());
            if (text.isPresent()) {
                text(text.get());
            }
        }

        private void text(String text) throws IOException {
            Integer known = sent.get(text);
            if (known != null) {
                out.writeInt(known);
                return;
            }
            sent.put(text, sent.size());
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(-1 - bytes.length);
            out.write(bytes);
        }
    }

    private static final class Reader {
        private final DataInputStream in;
        private final List<String> received = new ArrayList<>();

        Reader(DataInputStream in) {
            this.in = in;
        }

        DocumentRecord document() throws IOException {
            Source source =
                    new Source(text(), text(), text(), text(), text(), maybe(), maybe(), text(), in.readBoolean());
            String root = text();
            String input = text();
            String rules = text();
            boolean readable = in.readBoolean();
            int pages = in.readInt();
            int count = in.readInt();
            List<DocumentRecord.PrintedTable> tables = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                tables.add(new DocumentRecord.PrintedTable(
                        text(), text(), text(), text(), in.readInt(), in.readInt(), maybe()));
            }
            count = in.readInt();
            List<Sentence> sentences = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sentences.add(new Sentence(text(), in.readInt(), in.readInt(), text(), text(), text(), box()));
            }
            count = in.readInt();
            List<Observation> observations = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                observations.add(observation());
            }
            count = in.readInt();
            List<Diagnostic> diagnostics = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                diagnostics.add(new Diagnostic(
                        new Diagnostic.Code(text(), Diagnostic.Severity.valueOf(text()), text()),
                        text(),
                        text(),
                        maybe(),
                        maybe(),
                        text()));
            }
            return new DocumentRecord(
                    source,
                    root,
                    input,
                    rules,
                    readable,
                    pages,
                    tables,
                    sentences,
                    observations,
                    diagnostics,
                    new DocumentRecord.Asked(text(), text()));
        }

        private Observation observation() throws IOException {
            String id = text();
            Named region = named();
            Named indicator = named();
            int count = in.readInt();
            SortedMap<String, String> qualifiers = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                String key = text();
                qualifiers.put(key, text());
            }
            Period period = new Period(text());
            Reading reading = switch (in.readUnsignedByte()) {
                case 0 -> new Reading.Amount(new BigDecimal(text()), maybe().map(BigDecimal::new), text());
                case 1 -> new Reading.Missing(text(), text());
                default -> new Reading.Unread(text(), text());
            };
            Measure measure = Measure.valueOf(text());
            String unitLabel = text();
            Unit unit = new Unit(text(), text(), new BigDecimal(text()));
            Locator locator = in.readUnsignedByte() == 0
                    ? new Locator.CellAt(text(), text(), text(), in.readInt(), in.readInt(), text(), box())
                    : new Locator.SpanAt(text(), text(), in.readInt(), in.readInt(), box());
            return new Observation(
                    id,
                    region,
                    indicator,
                    qualifiers,
                    period,
                    reading,
                    measure,
                    unitLabel,
                    unit,
                    locator,
                    text(),
                    text(),
                    text(),
                    text());
        }

        private Named named() throws IOException {
            return new Named(text(), maybe(), text());
        }

        private Optional<Box> box() throws IOException {
            return in.readBoolean()
                    ? Optional.of(new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()))
                    : Optional.empty();
        }

        private Optional<String> maybe() throws IOException {
            return in.readBoolean() ? Optional.of(text()) : Optional.empty();
        }

        private String text() throws IOException {
            int head = in.readInt();
            if (head >= 0) {
                return received.get(head);
            }
            byte[] bytes = new byte[-1 - head];
            in.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            received.add(text);
            return text;
        }
    }
}
