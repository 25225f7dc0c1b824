package almanac.extract;

import almanac.model.Diagnostic;
import almanac.model.Observation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read in documents that belong together, document by document: the store keeps them so.
 *
 * @param parts one for each document, in the order given
 */
public record Extraction(List<Part> parts) {
    public Extraction {
        parts = List.copyOf(parts);
    }

    /**
     * What was read in one document.
     *
     * @param source id of the {@link almanac.model.Source}
     * @param tallies how many cells went where (read as a number, a missing mark, unread, a label, skipped by a named
     *     rule, printed around the table); they add up to the tally "cells"
     */
    public record Part(
            String source,
            List<Observation> observations,
            List<Diagnostic> diagnostics,
            SortedMap<String, Long> tallies) {
        public Part {
            observations = List.copyOf(observations);
            diagnostics = List.copyOf(diagnostics);
            tallies = Collections.unmodifiableSortedMap(new TreeMap<>(tallies));
        }
    }

    /** All observations, document by document. */
    public List<Observation> observations() {
        return parts.stream().flatMap(part -> part.observations().stream()).toList();
    }

    /** All diagnostics, document by document. */
    public List<Diagnostic> diagnostics() {
        return parts.stream().flatMap(part -> part.diagnostics().stream()).toList();
    }

    /** The tallies of all documents together. */
    public SortedMap<String, Long> tallies() {
        SortedMap<String, Long> sum = new TreeMap<>();
        for (Part part : parts) {
            for (Map.Entry<String, Long> entry : part.tallies().entrySet()) {
                sum.merge(entry.getKey(), entry.getValue(), Long::sum);
            }
        }
        return sum;
    }
}
