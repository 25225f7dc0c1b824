package almanac.study;

import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.extract.Extraction;
import almanac.extract.Extractor;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Observation;
import almanac.model.Source;
import almanac.rule.RuleBook;
import almanac.warehouse.ObservationExport;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The observations of documents, no store needed: the door behind {@code almanac extract}. */
public final class ExtractDesk {
    /**
     * What was read.
     *
     * @param sources by id
     * @param unread documents of which nothing could be read
     */
    public record Reading(
            List<Observation> observations, Map<String, Source> sources, List<Diagnostic> diagnostics, int unread) {
        public Reading {
            observations = List.copyOf(observations);
            sources = Map.copyOf(sources);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private final RuleBook book;
    private final DocumentReader reader = new DocumentReader();

    public ExtractDesk(List<Path> rules) {
        this.book = RuleBook.load(rules);
    }

    /** Reads files; those of one folder are understood together, because a table may go on in the next file. */
    public Reading read(List<Path> files) {
        List<Diagnostic> diagnostics = new ArrayList<>(book.diagnostics());
        Map<Path, List<Document>> folders = new TreeMap<>();
        Map<String, Source> sources = new HashMap<>();
        Path root = common(files);
        int unread = 0;
        for (Path file : files) {
            if (DocumentReader.isSidecar(file)) {
                continue;
            }
            Path folder = folder(file);
            Document document = reader.read(file, root, ReadLimits.DEFAULT);
            diagnostics.addAll(document.diagnostics());
            boolean failed = document.grids().isEmpty()
                    && document.sentences().isEmpty()
                    && document.diagnostics().stream().anyMatch(d -> d.code().severity() == Diagnostic.Severity.ERROR);
            unread += failed ? 1 : 0;
            folders.computeIfAbsent(folder, f -> new ArrayList<>()).add(document);
        }
        Extractor extractor = new Extractor(book);
        List<Observation> observations = new ArrayList<>();
        for (List<Document> siblings : folders.values()) {
            siblings.forEach(document -> sources.put(document.source().id(), document.source()));
            Extraction extraction = extractor.extract(siblings);
            observations.addAll(extraction.observations());
            diagnostics.addAll(extraction.diagnostics());
        }
        return new Reading(observations, sources, diagnostics, unread);
    }

    private static Path folder(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        return folder == null ? absolute : folder;
    }

    /** The deepest folder that holds all files: two files of one name keep different paths. */
    private static Path common(List<Path> files) {
        Path common = folder(files.get(0));
        for (Path file : files) {
            while (!folder(file).startsWith(common)) {
                Path up = common.getParent();
                if (up == null) {
                    return common;
                }
                common = up;
            }
        }
        return common;
    }

    /** Writes the columns of {@code export observations}. */
    public static void write(Reading reading, boolean jsonLines, Writer out) {
        ObservationExport export =
                new ObservationExport(out, jsonLines ? ObservationExport.Format.JSONL : ObservationExport.Format.CSV);
        export.begin();
        for (Observation observation : reading.observations()) {
            Source source = reading.sources().get(observation.locator().source());
            if (source == null) {
                throw new IllegalStateException(
                        "no source " + observation.locator().source());
            }
            export.write(source, observation);
        }
        export.end();
    }
}
