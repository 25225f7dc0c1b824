package almanac.cli;

import almanac.study.ShowDesk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code almanac show}: everything about one number. */
@Command(
        name = "show",
        description = "Shows a number's way back: value, cell, page, file and its hash, rule, rivals.",
        footer = {
            "",
            "Examples:",
            "  almanac show 521bb95ccc9c6109",
            "  almanac show 521bb95ccc9c6109 --image place.png"
        })
final class ShowCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "OBSERVATION_ID", description = "The id, or its beginning.")
    private String id = "";

    @Option(
            names = "--image",
            paramLabel = "F.png",
            description = "Draw the page, or the cells around, with the cell marked.")
    private Optional<Path> image = Optional.empty();

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        List<ShowDesk.Line> lines = ShowDesk.show(common.store(), common.ruleFolders(), id);
        console.out().print(ShowDesk.text(lines, console.outColumns()));
        if (image.isPresent()) {
            console.out().flush();
            ShowDesk.Line picture = ShowDesk.picture(common.store(), id, image.get());
            console.out().print(ShowDesk.text(List.of(picture), console.outColumns()));
        }
        return Almanac.DONE;
    }
}
