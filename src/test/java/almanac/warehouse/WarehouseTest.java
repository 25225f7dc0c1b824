package almanac.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.SyntheticBooks;
import almanac.model.EnvironmentTrouble;
import almanac.model.Observation;
import almanac.model.Source;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseTest {
    @TempDir
    Path store;

    private void write(DocumentRecord... documents) {
        try (WarehouseWriter writer = WarehouseWriter.open(store)) {
            writer.lexicon(SyntheticBooks.regions(), SyntheticBooks.indicators());
            writer.commit(Arrays.asList(documents), List.of());
            writer.finish();
            writer.agreed();
        }
    }

    /** A list of documents that can be gone through once, and breaks at its second document the next time. */
    private static final class Breaking extends java.util.AbstractList<DocumentRecord> {
        private final List<DocumentRecord> documents;
        private int asked;

        Breaking(List<DocumentRecord> documents) {
            this.documents = documents;
        }

        @Override
        public DocumentRecord get(int index) {
            if (asked++ > documents.size()) {
                throw new IllegalStateException("broken");
            }
            return documents.get(index);
        }

        @Override
        public int size() {
            return documents.size();
        }
    }

    @Test
    void makesTheStoreThatAKilledWriterHadBegun() throws IOException {
        Files.createDirectories(store);
        // what a kill between the first writes to a new file leaves
        Files.write(store.resolve("warehouse.new"), new byte[4096]);
        Files.write(store.resolve("warehouse.new.wal"), new byte[10]);
        write(SyntheticBooks.book(3, 70, 1));
        try (Warehouse warehouse = Warehouse.open(store);
                var files = Files.list(store)) {
            assertThat(warehouse.documents()).hasSize(1);
            assertThat(files.map(f -> String.valueOf(f.getFileName()))).noneMatch(f -> f.startsWith("warehouse.new"));
        }
    }

    @Test
    void leavesNothingOfACommitThatBreaks() {
        DocumentRecord three = SyntheticBooks.book(3, 700, 1);
        DocumentRecord six = SyntheticBooks.book(6, 400, 1);
        try (WarehouseWriter writer = WarehouseWriter.open(store)) {
            writer.commit(List.of(three), List.of());
            // new documents only: there is no statement to run before their rows
            assertThatThrownBy(() -> writer.commit(
                            new Breaking(List.of(SyntheticBooks.book(4, 300, 1), SyntheticBooks.book(5, 300, 1))),
                            List.of()))
                    .hasMessage("broken");
            assertThat(writer.generation()).isEqualTo(1);
        }
        try (WarehouseWriter writer = WarehouseWriter.open(store)) {
            writer.commit(List.of(six), List.of());
        }
        try (Warehouse warehouse = Warehouse.open(store)) {
            assertThat(warehouse.observations(ObservationFilter.ofDocument("books/6/book-6.xls")))
                    .containsExactlyElementsOf(six.observations());
            assertThat(warehouse.observations(ObservationFilter.ALL)).hasSize(1_100);
        }
    }

    @Test
    void givesBackWhatWasWritten() {
        DocumentRecord three = SyntheticBooks.book(3, 700, 1);
        DocumentRecord four = SyntheticBooks.book(4, 300, 1);
        write(three, four);
        try (Warehouse warehouse = Warehouse.open(store)) {
            List<Observation> expected = new ArrayList<>(three.observations());
            expected.addAll(four.observations());
            assertThat(warehouse.observations(ObservationFilter.ALL)).containsExactlyElementsOf(expected);
            assertThat(warehouse.sources().values()).containsExactly(three.source(), four.source());
            assertThat(warehouse.sentences(three.source().id())).isEqualTo(three.sentences());
            assertThat(warehouse.diagnostics(three.source().id())).isEqualTo(three.diagnostics());
            assertThat(warehouse.captions(three.source().id()))
                    .hasSize(three.tables().size());
            assertThat(warehouse.documents())
                    .extracting(StoredDocument::digest)
                    .containsExactly(WarehouseWriter.digest(three), WarehouseWriter.digest(four));
        }
    }

    @Test
    void filtersByIndicatorRegionYearAndDocument() {
        write(SyntheticBooks.book(3, 700, 1), SyntheticBooks.book(4, 300, 1));
        try (Warehouse warehouse = Warehouse.open(store)) {
            List<Observation> found = warehouse.observations(ObservationFilter.ofIndicators(List.of("gdp"))
                    .inRegions(List.of("CN-32", "CN-33"))
                    .inYears(2010, 2012));
            assertThat(found)
                    .hasSize(2 * 2 * 3)
                    .allMatch(o -> o.indicator().id().orElse("").equals("gdp"));
            assertThat(warehouse.observations(ObservationFilter.ofDocument("books/3/book-3.xls")))
                    .hasSize(700);
            Observation one = found.get(0);
            assertThat(warehouse.observation(one.id())).contains(one);
            assertThat(warehouse.rivals(one)).hasSize(1);
        }
    }

    @Test
    void replacesAndRemovesWholeDocuments() {
        write(SyntheticBooks.book(3, 700, 1), SyntheticBooks.book(4, 300, 1));
        DocumentRecord changed = SyntheticBooks.book(3, 200, 2);
        try (WarehouseWriter writer = WarehouseWriter.open(store)) {
            assertThat(writer.commit(List.of(changed), List.of("books/4/book-4.xls")))
                    .isEqualTo(2);
        }
        try (Warehouse warehouse = Warehouse.open(store)) {
            assertThat(warehouse.observations(ObservationFilter.ALL)).containsExactlyElementsOf(changed.observations());
            assertThat(warehouse.generation()).isEqualTo(2);
            assertThat(new StoreFolder(store).mark().orElseThrow().clean()).isFalse();
        }
    }

    @Test
    void namesTheFirstWriterToTheSecond() {
        try (WarehouseWriter first = WarehouseWriter.open(store)) {
            assertThatThrownBy(() -> WarehouseWriter.open(store))
                    .isInstanceOf(EnvironmentTrouble.class)
                    .hasMessageContaining("ALM-4001")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(WarehouseWriter.tryOpen(store)).isEmpty();
            assertThat(first.generation()).isZero();
        }
        WarehouseWriter.open(store).close();
    }

    @Test
    void readsBetweenTheCommitsOfAWriter() throws Exception {
        write(SyntheticBooks.book(1, 100, 1));
        CountDownLatch written = new CountDownLatch(1);
        Thread writing = new Thread(() -> {
            try (WarehouseWriter writer = WarehouseWriter.open(store)) {
                for (int i = 0; i < 5; i++) {
                    writer.commit(List.of(SyntheticBooks.book(10 + i, 200, 1)), List.of());
                    written.countDown();
                }
            }
        });
        writing.start();
        written.await(20, TimeUnit.SECONDS);
        int seen;
        try (Warehouse warehouse = Warehouse.open(store)) {
            seen = warehouse.observations(ObservationFilter.ALL).size();
        }
        writing.join(20_000);
        assertThat((seen - 100) % 200).as("only whole documents are seen").isZero();
        try (Warehouse warehouse = Warehouse.open(store)) {
            assertThat(warehouse.observations(ObservationFilter.ALL)).hasSize(1100);
        }
    }

    @Test
    void saysThatThereIsNoStore() {
        assertThatThrownBy(() -> Warehouse.open(store.resolve("nowhere"))).hasMessageContaining("ALM-4004");
    }

    @Test
    void saysHowToRebuildATruncatedWarehouse() throws IOException {
        write(SyntheticBooks.book(3, 700, 1));
        Path file = store.resolve("warehouse.duckdb");
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 100, 5000, bytes.length / 2}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> {
                        try (Warehouse warehouse = Warehouse.open(store)) {
                            warehouse.observations(ObservationFilter.ALL);
                        }
                    })
                    .as("cut to " + length)
                    .isInstanceOfSatisfying(EnvironmentTrouble.class, trouble -> {
                        assertThat(trouble.diagnostic().code().id()).isEqualTo("ALM-4003");
                        assertThat(trouble.diagnostic().hint()).contains("almanac index");
                    });
        }
    }

    @Test
    void refusesAStoreFromANewerVersion() throws Exception {
        write(SyntheticBooks.book(3, 70, 1));
        try (Connection connection = Database.openToWrite(new StoreFolder(store), Duration.ofSeconds(1))) {
            Database.run(connection, "UPDATE meta SET value = '99' WHERE name = 'schema'");
        }
        assertThatThrownBy(() -> Warehouse.open(store))
                .hasMessageContaining("ALM-4002")
                .hasMessageContaining("99");
        assertThatThrownBy(() -> WarehouseWriter.open(store)).hasMessageContaining("ALM-4002");
        try (WarehouseWriter unlocked = WarehouseWriter.open(store.resolve("other"))) {
            assertThat(unlocked.generation()).isZero();
        }
    }

    @Test
    void bringsAnOldStoreToThePresentShape() throws Exception {
        Files.createDirectories(store);
        try (Connection connection = Database.openToWrite(new StoreFolder(store), Duration.ofSeconds(1))) {
            Migrations.bringTo(connection, 1);
        }
        try (Warehouse warehouse = Warehouse.open(store)) {
            assertThat(warehouse.observations(ObservationFilter.ALL)).isEmpty();
            assertThat(warehouse.sentences("none")).isEmpty();
        }
    }

    @Test
    void exportsTheColumnsOfTheContract() {
        DocumentRecord book = SyntheticBooks.book(3, 3, 1);
        write(book);
        StringWriter text = new StringWriter();
        ObservationExport export = new ObservationExport(text, ObservationExport.Format.CSV);
        export.begin();
        try (Warehouse warehouse = Warehouse.open(store)) {
            warehouse.forEach(ObservationFilter.ALL, export::write);
        }
        export.end();
        List<String> lines = text.toString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .startsWith("id,document,document_sha256,kind,page,table,row,column,cell,left,top,right,bottom,"
                        + "entity_label,entity_id,entity_kind,indicator_label,indicator_id,qualifiers,measure,period,"
                        + "value,value_stored,unit_label,unit_id,base_value,flag,vintage,rule,snippet");
        Source source = book.source();
        assertThat(String.join(
                        ",",
                        ObservationExport.fields(source, book.observations().get(0))))
                .contains("books/3/book-3.xls")
                .contains(",{},level,1995,");
    }

    @Test
    void exportsJsonLinesAndSdmx() {
        DocumentRecord book = SyntheticBooks.book(3, 2, 1);
        StringWriter json = new StringWriter();
        ObservationExport lines = new ObservationExport(json, ObservationExport.Format.JSONL);
        lines.begin();
        book.observations().forEach(o -> lines.write(book.source(), o));
        lines.end();
        assertThat(json.toString().lines()).hasSize(2).allMatch(l -> l.startsWith("{\"id\":") && l.endsWith("}"));
        StringWriter sdmx = new StringWriter();
        ObservationExport table = new ObservationExport(sdmx, ObservationExport.Format.SDMX_CSV);
        table.begin();
        book.observations().forEach(o -> table.write(book.source(), o));
        table.end();
        assertThat(sdmx.toString().lines().toList().get(0)).startsWith("STRUCTURE,STRUCTURE_ID,ACTION,");
        assertThat(sdmx.toString().lines().toList().get(1)).startsWith("dataflow,ALMANAC:OBSERVATIONS(1.0),I,CN-31,");
    }
}
