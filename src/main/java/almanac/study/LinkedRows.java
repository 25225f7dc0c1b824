package almanac.study;

import almanac.report.ReportSection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The table of a section while it is made: every field with the place that it comes from. */
final class LinkedRows {
    private final List<List<String>> texts = new ArrayList<>();
    private final List<List<String>> links = new ArrayList<>();

    /** A row whose fields all come from one place, their name (the first field) apart. */
    void add(String href, List<String> fields) {
        List<String> row = new ArrayList<>(Collections.nCopies(fields.size(), href));
        row.set(0, "");
        add(row, fields);
    }

    /** @param hrefs one a field, empty where there is no place */
    void add(List<String> hrefs, List<String> fields) {
        texts.add(List.copyOf(fields));
        links.add(List.copyOf(hrefs));
    }

    int size() {
        return texts.size();
    }

    ReportSection section(
            String id,
            String title,
            String intro,
            List<String> header,
            List<String> remarks,
            List<ReportSection.Drawing> drawings) {
        return new ReportSection(id, title, intro, header, texts, remarks, Map.of(), links, drawings);
    }
}
