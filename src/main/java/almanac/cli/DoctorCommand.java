package almanac.cli;

import almanac.study.DoctorDesk;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code almanac doctor}: what the program stands on. */
@Command(
        name = "doctor",
        description = "Looks at Java, memory, rules, store, disk, fonts and optional programs.",
        footer = {"", "Example:", "  almanac doctor"})
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        List<DoctorDesk.Finding> findings = DoctorDesk.look(common.store(), common.ruleFolders());
        for (DoctorDesk.Finding finding : findings) {
            String state = switch (finding.state()) {
                case GOOD -> "ok";
                case OPTIONAL -> "--";
                case BAD -> "!!";
            };
            console.println(String.format(Locale.ROOT, "%s  %-14s %s", state, finding.thing(), finding.seen()));
        }
        boolean bad = findings.stream().anyMatch(f -> f.state() == DoctorDesk.State.BAD);
        return bad ? Almanac.FINDINGS : Almanac.DONE;
    }
}
