package almanac.cli;

import almanac.model.Diagnostic;
import almanac.study.RuleDesk;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code almanac rules}: checks, tests, lists, locks and explains rule documents. */
@Command(
        name = "rules",
        description = "Checks, tests, lists, locks and explains the rule documents.",
        footer = {
            "",
            "Examples:",
            "  almanac rules check",
            "  almanac rules test --rules my-rules",
            "  almanac rules explain \"2016年为2015年%%\"",
            "  almanac rules explain 521bb95ccc9c6109",
            "  almanac rules explain \"全年出口约120亿元\" --rule zh.growth.rate",
            "  almanac rules coverage corpus"
        })
final class RulesCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What is asked for. */
    enum Action {
        CHECK,
        TEST,
        LIST,
        LOCK,
        EXPLAIN,
        COVERAGE
    }

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "ACTION", description = "check, test, list, lock, explain, coverage.")
    private Action action = Action.CHECK;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "WHAT",
            description =
                    "explain: a text or an observation's id; list: a kind; coverage: documents (default: the workspace's corpus).")
    private List<String> what = List.of();

    @Option(
            names = "--rule",
            paramLabel = "ID",
            description =
                    "explain: how far this rule gets in the text, at which token it fails and what it wanted there.")
    private Optional<String> rule = Optional.empty();

    RulesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        RuleDesk desk = new RuleDesk(common.ruleFolders());
        RuleDesk.Outcome outcome = switch (action) {
            case CHECK -> desk.check();
            case TEST -> desk.test();
            case LIST -> desk.list(what.stream().findFirst().map(kind -> kind.toLowerCase(Locale.ROOT)));
            case LOCK -> desk.lock();
            case EXPLAIN -> {
                String text = String.join(" ", what);
                if (text.isBlank()) {
                    throw new CommandLine.ParameterException(
                            spec.commandLine(), "explain what? give a text or an observation's id");
                }
                yield desk.explainNumber(common.store(), text).orElseGet(() -> desk.explain(text, rule));
            }
            case COVERAGE ->
                desk.coverage(
                        what.isEmpty()
                                ? List.of(common.workspace().resolve("corpus"))
                                : what.stream().map(Path::of).toList());
        };
        console.print(outcome.text());
        outcome.diagnostics().forEach(console::report);
        boolean broken = outcome.diagnostics().stream().anyMatch(d -> d.code().severity() == Diagnostic.Severity.ERROR);
        return broken ? Almanac.INPUT : outcome.diagnostics().isEmpty() ? Almanac.DONE : Almanac.FINDINGS;
    }
}
