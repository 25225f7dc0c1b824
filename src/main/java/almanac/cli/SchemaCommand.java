package almanac.cli;

import almanac.study.QueryDesk;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code almanac schema}: what {@code query} can ask. */
@Command(
        name = "schema",
        description = "Prints the views and tables of the warehouse with their columns.",
        footer = {"", "Example:", "  almanac schema"})
final class SchemaCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private CommonOptions common = new CommonOptions();

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.setQuiet(common.quiet);
        console.out().print(QueryDesk.schema(common.store()));
        return Almanac.DONE;
    }
}
