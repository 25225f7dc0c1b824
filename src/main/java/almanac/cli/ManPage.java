package almanac.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command as a manual page in roff. */
final class ManPage {
    private ManPage() {}

    static String of(CommandSpec command) {
        String name = command.qualifiedName("-");
        StringBuilder page = new StringBuilder();
        page.append(".TH \"").append(name.toUpperCase(Locale.ROOT)).append("\" \"1\" \"\" \"almanac\"\n");
        page.append(".SH NAME\n").append(text(name)).append(" \\- ");
        String[] described = command.usageMessage().description();
        page.append(text(described.length == 0 ? name : described[0])).append('\n');
        page.append(".SH SYNOPSIS\n");
        String synopsis = new Help(command, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0);
        page.append(text(synopsis.replaceAll("\\s+", " ").strip())).append('\n');
        if (described.length > 1) {
            page.append(".SH DESCRIPTION\n");
            for (String line : described) {
                page.append(text(line)).append('\n');
            }
        }
        List<ArgSpec> arguments = new ArrayList<>();
        for (PositionalParamSpec positional : command.positionalParameters()) {
            arguments.add(positional);
        }
        command.options().stream()
                .sorted(Comparator.comparing(
                        (OptionSpec option) -> option.longestName().replaceFirst("^-+", "")))
                .forEach(arguments::add);
        if (!arguments.isEmpty()) {
            page.append(".SH OPTIONS\n");
            for (ArgSpec argument : arguments) {
                page.append(".TP\n").append(heading(argument)).append('\n');
                page.append(text(String.join(" ", argument.description()))).append('\n');
            }
        }
        if (!command.subcommands().isEmpty()) {
            page.append(".SH COMMANDS\n");
            for (CommandLine sub : command.subcommands().values()) {
                CommandSpec one = sub.getCommandSpec();
                page.append(".TP\n.B ").append(text(one.name())).append('\n');
                page.append(text(String.join(" ", one.usageMessage().description())))
                        .append('\n');
            }
        }
        List<String> examples = new ArrayList<>();
        for (String line : command.usageMessage().footer()) {
            if (line.startsWith("  ")) {
                examples.add(line.substring(2));
            }
        }
        if (!examples.isEmpty()) {
            page.append(".SH EXAMPLES\n.nf\n");
            examples.forEach(line -> page.append(text(line)).append('\n'));
            page.append(".fi\n");
        }
        page.append(".SH EXIT STATUS\n");
        String[][] codes = {
            {"0", "done, all checks hold"},
            {"1", "done, with findings"},
            {"2", "the command line was not understood"},
            {"3", "input or environment stands in the way"},
            {"70", "a bug"},
            {"130", "interrupted"}
        };
        for (String[] code : codes) {
            page.append(".TP\n.B ").append(code[0]).append('\n').append(code[1]).append('\n');
        }
        if (command.parent() != null) {
            page.append(".SH SEE ALSO\n.BR ")
                    .append(text(command.parent().qualifiedName("-")))
                    .append(" (1)\n");
        }
        return page.toString();
    }

    private static String heading(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            StringBuilder heading = new StringBuilder("\\fB");
            heading.append(text(String.join(", ", option.names()))).append("\\fR");
            if (option.arity().max() > 0) {
                heading.append(" \\fI")
                        .append(text(option.paramLabel().strip()))
                        .append("\\fR");
            }
            return heading.toString();
        }
        return "\\fI" + text(argument.paramLabel()) + "\\fR";
    }

    /** Text that roff takes as it is: no commands at the beginning of a line, no escapes. */
    static String text(String plain) {
        StringBuilder escaped = new StringBuilder(plain.length());
        plain.codePoints().forEach(point -> {
            switch (point) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '~' -> escaped.append("\\(ti");
                case '^' -> escaped.append("\\(ha");
                default -> {
                    if (point < 0x7f) {
                        escaped.appendCodePoint(point);
                    } else {
                        escaped.append(String.format(Locale.ROOT, "\\[u%04X]", point));
                    }
                }
            }
        });
        String line = escaped.toString();
        return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
    }
}
