package almanac.cli;

import almanac.model.Diagnostic;
import almanac.study.Indexing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code almanac index}: reads documents into the store. */
@Command(
        name = "index",
        description = "Reads new and changed documents into the store.",
        footer = {"", "Examples:", "  almanac index corpus", "  almanac index books --store index --workers 4 --prune"})
final class IndexCommand implements Callable<Integer> {
    /** Messages shown without -v; all are kept in the store. */
    private static final int MESSAGES = 20;

    private static final String NO_DOCUMENTS = "no documents";
    /** A folder without a single document. */
    private static final Diagnostic.Code NOTHING_THERE =
            new Diagnostic.Code("ALM-4029", Diagnostic.Severity.ERROR, "no documents in the folder");

    /** A reading process needs this much to start at all. */
    private static final int LEAST_MEGABYTES = 64;

    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files, or folders to walk through.")
    private List<Path> paths = List.of();

    @Option(names = "--workers", paramLabel = "N", description = "Reading processes (default: one a processor).")
    private int workers = Indexing.Options.DEFAULT.workers();

    @Option(names = "--force", description = "Read unchanged documents again.")
    private boolean force;

    @Option(names = "--dry-run", description = "Only say what would be read.")
    private boolean dryRun;

    @Option(names = "--prune", description = "Drop documents whose files are gone.")
    private boolean prune;

    @Option(names = "--memory", paramLabel = "MEGABYTES", description = "Memory of a reading process (default: 1024).")
    private int megabytes = Indexing.Options.DEFAULT.megabytes();

    @Option(names = "--time-limit", paramLabel = "SECONDS", description = "Time for one document (default: 120).")
    private long seconds = 120;

    @Option(names = "--in-process", description = "Read in this process: quicker for a few documents that you trust.")
    private boolean inProcess;

    IndexCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        atLeast("--workers", workers, 1);
        atLeast("--memory", megabytes, LEAST_MEGABYTES);
        atLeast("--time-limit", seconds, 1);
        Indexing.Options options = new Indexing.Options(
                workers, force, prune, dryRun, !inProcess, megabytes, Indexing.limits(Duration.ofSeconds(seconds)));
        ProgressLine progress = new ProgressLine(console);
        Thread interrupted = new Thread(() -> {
            progress.clear();
            console.say("almanac: interrupted; what was committed is safe, the same command goes on from there", "");
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        Indexing.Summary summary;
        try {
            summary = Indexing.index(paths, common.store(), common.ruleFolders(), options, progress);
        } finally {
            forget(interrupted);
        }
        progress.clear();
        report(summary);
        if (dryRun) {
            plan(summary);
            return Almanac.DONE;
        }
        boolean pathMissing =
                summary.diagnostics().stream().anyMatch(d -> d.code().equals(Indexing.NO_SUCH_PATH));
        boolean nothing = summary.planned().isEmpty();
        if (!nothing || summary.documents() > 0) {
            table(summary);
        }
        if (summary.nothingRead() || nothing) {
            if (!pathMissing && nothing) {
                console.report(Diagnostic.of(
                        NOTHING_THERE,
                        paths.stream().map(Path::toString).collect(Collectors.joining(", ")),
                        "no documents are here",
                        "put yearbooks (PDF, XLS, XLSX, DOCX, HTML, CSV, TXT) into it"));
            }
            return Almanac.INPUT;
        }
        return summary.broken() > 0 || pathMissing ? Almanac.FINDINGS : Almanac.DONE;
    }

    private void atLeast(String option, long said, long least) {
        if (said < least) {
            throw new ParameterException(spec.commandLine(), option + " begins at " + least + ", not " + said);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException onTheWayOut) {
            // the machine is going down: the hook has its say
        }
    }

    private void report(Indexing.Summary summary) {
        int shown = 0;
        int kept = 0;
        for (Diagnostic diagnostic : summary.diagnostics()) {
            boolean error = diagnostic.code().severity() == Diagnostic.Severity.ERROR;
            boolean note = diagnostic.code().severity() == Diagnostic.Severity.NOTE;
            if (common.verbose || error || (!note && shown < MESSAGES)) {
                console.report(diagnostic);
                shown++;
            } else {
                kept++;
            }
        }
        if (kept > 0 && !common.quiet) {
            console.say(
                    "almanac: " + kept + " more notes and warnings",
                    "see them with -v, or in the table diagnostic of almanac query");
        }
    }

    /** What a change of rules came to: 3 of 26 documents touched by 1 changed rule. */
    private void ruleChange(Indexing.Summary summary) {
        summary.ruleChange()
                .ifPresent(change -> console.println(String.format(
                        Locale.ROOT,
                        "%,d of %,d documents touched by %s",
                        change.touched(),
                        change.documents(),
                        change.rules() == 0
                                ? "the change of rules"
                                : change.rules() == 1 ? "1 changed rule" : change.rules() + " changed rules")));
    }

    private void plan(Indexing.Summary summary) {
        for (Indexing.Planned planned : summary.planned()) {
            String plan = planned.plan().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            if (planned.plan() != Indexing.Plan.UNCHANGED || common.verbose) {
                console.println(String.format(Locale.ROOT, "%-13s  %s", plan, planned.path()));
            }
        }
        ruleChange(summary);
        console.println(counts(summary));
    }

    private void table(Indexing.Summary summary) {
        String row = "%-8s %10s %8s %8s %10s %13s %12s%n";
        Indexing.Tally all = new Indexing.Tally("all", 0, 0, 0, 0, 0, 0);
        if (!summary.tallies().isEmpty()) {
            console.out()
                    .print(String.format(
                            Locale.ROOT,
                            row,
                            "read",
                            "documents",
                            "pages",
                            "tables",
                            "sentences",
                            "observations",
                            "diagnostics"));
            for (Indexing.Tally tally : summary.tallies()) {
                line(row, tally);
                all = all.and(tally);
            }
            line(row, all);
        }
        ruleChange(summary);
        console.println(counts(summary));
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "in the store: %,d document%s, %,d observation%s",
                        summary.documents(),
                        summary.documents() == 1 ? "" : "s",
                        summary.observations(),
                        summary.observations() == 1 ? "" : "s"));
    }

    private void line(String row, Indexing.Tally tally) {
        console.out()
                .print(String.format(
                        Locale.ROOT,
                        row,
                        tally.kind(),
                        number(tally.documents()),
                        number(tally.pages()),
                        number(tally.tables()),
                        number(tally.sentences()),
                        number(tally.observations()),
                        number(tally.diagnostics())));
    }

    private static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String counts(Indexing.Summary summary) {
        StringBuilder text = new StringBuilder();
        for (Indexing.Plan plan : Indexing.Plan.values()) {
            long count = summary.count(plan);
            if (count > 0) {
                text.append(text.length() == 0 ? "" : ", ").append(count).append(' ');
                text.append(plan.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        }
        if (summary.removed() > 0) {
            text.append(", ").append(summary.removed()).append(" dropped");
        }
        if (summary.broken() > 0) {
            text.append(", ").append(summary.broken()).append(" could not be read");
        }
        return text.length() == 0 ? NO_DOCUMENTS : text.toString();
    }
}
