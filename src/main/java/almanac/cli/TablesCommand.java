package almanac.cli;

import almanac.model.Box;
import almanac.model.Diagnostic;
import almanac.model.Grid;
import almanac.study.TableDesk;
import almanac.study.TableText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code almanac tables}: the tables of documents, no store needed. */
@Command(
        name = "tables",
        description = "Prints the tables of documents.",
        footer = {"", "Example:", "  almanac tables yearbook.pdf --pages 12-14 --format csv"})
final class TablesCommand implements Callable<Integer> {
    enum Format {
        json,
        csv,
        html,
        md
    }

    private final Console console;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private CommonOptions common;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Documents.")
    private List<Path> files = List.of();

    @Option(names = "--pages", paramLabel = "RANGES", description = "Pages, for example 1-3,7.")
    private String pages = "";

    @Option(names = "--format", description = "json, csv, html or md (default json).")
    private Format format = Format.json;

    @Option(names = "--out", paramLabel = "DIR", description = "Write one file for each document.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--region",
            paramLabel = "PAGE,LEFT,TOP,RIGHT,BOTTOM",
            description = "A table's area, points from the page's top left; may be given several times.")
    private List<String> regions = List.of();

    @Option(names = "--joined", description = "Join tables that go on over pages.")
    private boolean joined;

    @Option(
            names = "--explain",
            paramLabel = "DIR",
            description =
                    "Draw each page that has tables, with the cells found, as PNG into this folder, and say why they were"
                            + " read so.")
    private Optional<Path> explain = Optional.empty();

    @Option(
            names = "--leaders",
            negatable = true,
            description = "Keep leader dots in the cells as printed (default for json) or leave them out (the others).")
    private Optional<Boolean> leaders = Optional.empty();

    @Option(names = "--password", description = "For encrypted files.")
    private String password = "";

    @Option(names = "--workers", paramLabel = "N", description = "Files or pages read at a time (default: cores).")
    private int workers = Runtime.getRuntime().availableProcessors();

    TablesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.setQuiet(common.quiet);
        if (workers < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--workers begins at 1, not " + workers);
        }
        TableDesk desk = new TableDesk(new TableDesk.Request(
                ranges(), areas(), password, joined, leaders.orElse(format == Format.json), workers));
        List<TableDesk.Tables> all = desk.read(files);
        for (TableDesk.Tables tables : all) {
            tables.diagnostics().forEach(console::report);
        }
        if (out.isPresent()) {
            Files.createDirectories(out.get());
            for (TableDesk.Tables tables : all) {
                write(out.get().resolve(tables.document() + "." + format), text(tables, false));
            }
        } else {
            print(all);
        }
        if (explain.isPresent()) {
            Files.createDirectories(explain.get());
            for (TableDesk.Tables tables : all) {
                for (Map.Entry<Integer, byte[]> page : desk.explain(tables).entrySet()) {
                    Path picture = explain.get().resolve(tables.document() + "-p" + page.getKey() + ".png");
                    Files.write(picture, page.getValue());
                    if (!common.quiet) {
                        console.say("almanac: drew " + picture, "");
                    }
                }
                if (!common.quiet) {
                    for (Grid grid : tables.grids()) {
                        TableText.explanation(grid).forEach(line -> console.say(line, ""));
                    }
                }
            }
        }
        return code(all);
    }

    /** Files that could not be read at all are named among the messages, and nothing of them among the results. */
    private void print(List<TableDesk.Tables> all) {
        List<TableDesk.Tables> read =
                all.stream().filter(t -> t.pages() > 0 || !failed(t)).toList();
        if (all.size() > 1 && format == Format.json && !read.isEmpty()) {
            console.out().print(TableText.json(read));
            return;
        }
        for (TableDesk.Tables tables : read) {
            console.out().print(text(tables, all.size() > 1));
        }
    }

    private static boolean failed(TableDesk.Tables tables) {
        return tables.diagnostics().stream().anyMatch(d -> d.code().severity() == Diagnostic.Severity.ERROR);
    }

    private String text(TableDesk.Tables tables, boolean documentColumn) {
        return switch (format) {
            case json -> TableText.json(tables);
            case csv -> TableText.csv(tables, documentColumn);
            case html -> TableText.html(tables);
            case md -> TableText.markdown(tables);
        };
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static int code(List<TableDesk.Tables> all) {
        boolean some = false;
        boolean error = false;
        for (TableDesk.Tables tables : all) {
            boolean failed = failed(tables);
            error |= failed;
            some |= !failed || !tables.grids().isEmpty();
        }
        return !some ? Almanac.INPUT : error ? Almanac.FINDINGS : Almanac.DONE;
    }

    private List<int[]> ranges() {
        List<int[]> ranges = new ArrayList<>();
        if (pages.isBlank()) {
            return ranges;
        }
        for (String part : pages.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            try {
                int first = Integer.parseInt(ends[0].strip());
                int last = ends.length > 1
                        ? (ends[1].isBlank() ? Integer.MAX_VALUE : Integer.parseInt(ends[1].strip()))
                        : first;
                if (first < 1 || last < first || ends.length > 2) {
                    throw new NumberFormatException(part);
                }
                ranges.add(new int[] {first, last});
            } catch (NumberFormatException notPages) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--pages wants ranges such as 1-3,7 and not '" + part + "'", notPages);
            }
        }
        return ranges;
    }

    private List<TableDesk.Area> areas() {
        List<TableDesk.Area> areas = new ArrayList<>();
        for (String region : regions) {
            String[] parts = region.split(",", -1);
            try {
                if (parts.length != 5) {
                    throw new NumberFormatException(region);
                }
                double left = Double.parseDouble(parts[1]);
                double top = Double.parseDouble(parts[2]);
                double right = Double.parseDouble(parts[3]);
                double bottom = Double.parseDouble(parts[4]);
                areas.add(new TableDesk.Area(
                        Integer.parseInt(parts[0].strip()),
                        new Box(
                                Math.min(left, right),
                                Math.min(top, bottom),
                                Math.max(left, right),
                                Math.max(top, bottom))));
            } catch (IllegalArgumentException notAnArea) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "--region wants PAGE,LEFT,TOP,RIGHT,BOTTOM and not '" + region + "'",
                        notAnArea);
            }
        }
        return areas;
    }
}
