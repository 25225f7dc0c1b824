package almanac.study;
import almanac.rule.RuleBook;
import java.nio.file.Path;
import java.util.*;
class TryStudy {
    public static void main(String[] a) throws Exception {
        RuleBook rules = RuleBook.load(List.of(Path.of("rules")));
        rules.diagnostics().forEach(d -> System.out.println(d.line()));
        StudyReader.Result r = StudyReader.read(Path.of("rules/studies/yangtze.yaml"), StudyDesk.lexicon(rules));
        r.trouble().forEach(d -> System.out.println(d.line() + " / " + d.hint()));
        TruthObservations t = TruthObservations.read(Path.of(a[0]), rules);
        StudyRun run = StudyRun.of(r.study().get(), t.observations(), t.sources());
        System.out.println(run.loss().design() + " " + run.loss().complete());
        run.diagnostics().stream().limit(10).forEach(d -> System.out.println(d.line()));
        var docs = t.sources().values().stream().map(x -> new almanac.warehouse.StoredDocument(x, "", "", "", true, 1, 1, 0, 10, 0, "", 1)).toList();
        var report = ReportDesk.describe(new ReportDesk.Computed(r.study().get(), rules, run, t.sources(), docs), "0.1.0");
        almanac.report.ReplicationBundle.write(report, Map.of(), Path.of(a[1]));
    }
}
