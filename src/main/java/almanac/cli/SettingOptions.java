package almanac.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/** Options that only put a text under their name into a map, from a table instead of a method each. */
final class SettingOptions {
    /** An option {@code --name LABEL}. */
    record Setting(String name, String label, String description) {}

    private SettingOptions() {}

    /** Adds the options to a command; what the user says goes into {@code into} under the name without dashes. */
    static void add(CommandSpec command, List<Setting> settings, Map<String, String> into) {
        for (Setting setting : settings) {
            ISetter put = new ISetter() {
                @Override
                @SuppressWarnings("TypeParameterUnusedInFormals") // picocli's signature
                public <T> T set(T value) {
                    if (value != null) {
                        into.put(setting.name(), value.toString());
                    }
                    return value;
                }
            };
            command.addOption(OptionSpec.builder("--" + setting.name())
                    .paramLabel(setting.label())
                    .description(setting.description())
                    .type(String.class)
                    .setter(put)
                    .build());
        }
    }
}
