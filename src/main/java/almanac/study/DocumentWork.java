package almanac.study;

import almanac.document.DocumentReader;
import almanac.document.ReadLimits;
import almanac.extract.Extraction;
import almanac.extract.Extractor;
import almanac.model.Diagnostic;
import almanac.model.Document;
import almanac.model.Observation;
import almanac.rule.Questions;
import almanac.rule.RuleBook;
import almanac.warehouse.DocumentRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Documents of one folder through both stages: each read, then all understood together, because a table may go on in
 * the next file.
 */
final class DocumentWork {
    /**
     * A file of the group.
     *
     * @param wanted false for one that is only there for what its neighbours take over from it
     */
    record Member(Path file, Path root, boolean wanted) {
        String id() {
            return root.relativize(file).toString().replace('\\', '/');
        }
    }

    private final DocumentReader reader = new DocumentReader();
    private final Extractor extractor;
    private final ReadLimits limits;

    private DocumentWork(RuleBook rules, ReadLimits limits) {
        this.extractor = new Extractor(rules);
        this.limits = limits;
    }

    static DocumentWork with(RuleBook rules, ReadLimits limits) {
        return new DocumentWork(rules, limits);
    }

    /**
     * What the store keeps of the wanted files, in their order; fingerprints are the caller's to add.
     *
     * @param readOne called after each file that was read
     */
    List<DocumentRecord> read(List<Member> members, Runnable readOne) {
        List<Document> documents = new ArrayList<>();
        Map<Integer, Diagnostic> failed = new TreeMap<>();
        Map<Integer, Integer> place = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            try {
                Document document = reader.read(member.file(), member.root(), limits);
                place.put(i, documents.size());
                documents.add(document);
            } catch (RuntimeException | StackOverflowError trouble) {
                failed.put(i, failure(member.id(), trouble));
            }
            readOne.run();
        }
        List<Questions> questions = documents.stream().map(d -> new Questions()).toList();
        List<Extraction.Part> parts = extract(documents, questions);
        List<DocumentRecord> records = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (!member.wanted()) {
                continue;
            }
            Optional<Integer> at = Optional.ofNullable(place.get(i));
            Optional<Diagnostic> trouble = Optional.ofNullable(failed.get(i));
            records.add(
                    at.isPresent()
                            ? record(
                                    member,
                                    documents.get(at.get()),
                                    parts.get(at.get()),
                                    asked(parts.get(at.get()), questions.get(at.get())))
                            : Indexing.broken(
                                    member.id(), member.root(), trouble.stream().toList()));
        }
        return records;
    }

    /**
     * What a document asked of the rules, with the fingerprint of the answers; unknown where it failed on the way, so
     * that it is tried again with any change.
     */
    private DocumentRecord.Asked asked(Extraction.Part part, Questions questions) {
        boolean failed = part.diagnostics().stream().anyMatch(d -> d.code().equals(ContainedReader.CRASH));
        return failed
                ? DocumentRecord.Asked.UNKNOWN
                : questions
                        .asked()
                        .map(asked -> new DocumentRecord.Asked(
                                String.join(String.valueOf(Questions.SEPARATOR), asked),
                                extractor.answers(asked, numbers(part.observations())::contains)))
                        .orElse(DocumentRecord.Asked.UNKNOWN);
    }

    private static Set<String> numbers(List<Observation> observations) {
        Set<String> ids = new HashSet<>();
        observations.forEach(observation -> ids.add(observation.id()));
        return ids;
    }

    private List<Extraction.Part> extract(List<Document> documents, List<Questions> questions) {
        try {
            return extractor.extract(documents, questions).parts();
        } catch (RuntimeException | StackOverflowError together) {
            // find out who it was: the others keep their numbers
            List<Extraction.Part> parts = new ArrayList<>();
            for (int i = 0; i < documents.size(); i++) {
                parts.add(alone(documents.get(i), questions.get(i)));
            }
            return parts;
        }
    }

    private Extraction.Part alone(Document document, Questions questions) {
        try {
            return extractor
                    .extract(List.of(document), List.of(questions))
                    .parts()
                    .get(0);
        } catch (RuntimeException | StackOverflowError trouble) {
            String id = document.source().id();
            return new Extraction.Part(id, List.of(), List.of(failure(id, trouble)), new TreeMap<>());
        }
    }

    private static Diagnostic failure(String id, Throwable trouble) {
        StackTraceElement[] trace = trouble.getStackTrace();
        String where = trace.length == 0 ? "" : " at " + trace[0];
        return Diagnostic.of(
                ContainedReader.CRASH,
                id,
                "the reader failed on it: " + trouble + where,
                "this is a bug in the reader: please report it with the document; the others were read");
    }

    private static DocumentRecord record(
            Member member, Document document, Extraction.Part part, DocumentRecord.Asked asked) {
        List<Diagnostic> diagnostics = new ArrayList<>(document.diagnostics());
        diagnostics.addAll(part.diagnostics());
        // a document that gave nothing and was complained of is broken, whatever the complaint is called
        boolean readable = !document.grids().isEmpty()
                || !document.sentences().isEmpty()
                || document.diagnostics().stream().allMatch(d -> d.code().severity() == Diagnostic.Severity.NOTE);
        return new DocumentRecord(
                document.source(),
                member.root().toAbsolutePath().normalize().toString(),
                "",
                "",
                readable,
                document.pageCount(),
                document.grids().stream()
                        .map(grid -> new DocumentRecord.PrintedTable(
                                grid.id(),
                                grid.page(),
                                grid.caption(),
                                grid.unitNote(),
                                grid.rows(),
                                grid.columns(),
                                grid.continues()))
                        .toList(),
                document.sentences(),
                part.observations(),
                diagnostics,
                asked);
    }
}
