package almanac.study;

import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.report.Lineage;
import almanac.report.SampleRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The samples behind a report's figures, each once, in the order in which the figures are made. */
final class SampleList {
    private final Map<List<SampleRows.Row>, Sample> samples = new LinkedHashMap<>();

    private record Sample(String id, Set<String> uses) {}

    /** The samples of correlations, descriptive statistics and models. */
    static SampleList of(StudyRun run) {
        SampleList samples = new SampleList();
        samples.href(
                "correlations and descriptive statistics",
                run.sample(),
                IntStream.range(0, run.sample().rows()).toArray());
        Frame forModels = run.study().sample().forModels(run.frame());
        for (int m = 0; m < run.fits().size(); m++) {
            samples.href(
                    Lineage.sampleOf(run.study().models().get(m).name()),
                    forModels,
                    run.fits().get(m));
        }
        return samples;
    }

    /** Where the rows of a fit are listed, empty for a fit without any. */
    String href(String use, Frame frame, Fit fit) {
        return href(use, frame, fit.rows());
    }

    private String href(String use, Frame frame, int[] rows) {
        List<SampleRows.Row> named = rows(frame, rows);
        if (named.isEmpty()) {
            return "";
        }
        Sample sample = samples.computeIfAbsent(
                named, r -> new Sample(Integer.toString(samples.size() + 1), new LinkedHashSet<>()));
        sample.uses.add(use);
        return Lineage.sampleHref(sample.id);
    }

    /** Where a row of a frame is shown with all its figures, empty for a frame without regions and years. */
    static String rowHref(Frame frame, int row) {
        return rows(frame, new int[] {row}).stream()
                .map(one -> Lineage.rowHref(one.region(), one.year()))
                .findFirst()
                .orElse("");
    }

    private static List<SampleRows.Row> rows(Frame frame, int[] rows) {
        return frame.column("region").orElse(null) instanceof Column.Text regions
                        && frame.column("year").orElse(null) instanceof Column.Text years
                ? IntStream.of(rows)
                        .mapToObj(row -> new SampleRows.Row(
                                regions.values().get(row),
                                Integer.parseInt(years.values().get(row))))
                        .toList()
                : List.of();
    }

    List<SampleRows> all() {
        List<SampleRows> all = new ArrayList<>();
        samples.forEach((rows, sample) -> all.add(new SampleRows(sample.id, List.copyOf(sample.uses), rows)));
        return all;
    }
}
