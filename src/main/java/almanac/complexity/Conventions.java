package almanac.complexity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The choices that tools make differently and rarely say. Every one is a flag; {@link #preset} names the sets of four
 * tools, so that their published numbers can be met digit by digit.
 *
 * @param threshold of RCA from which a place counts as present
 * @param strict present only above the threshold, not at it
 * @param presence what M is made of
 * @param deviation which standard deviation ECI is divided by
 * @param pciScale whether PCI is on ECI's scale or on its own
 * @param diagonalKept whether a product counts as its own neighbour in density
 * @param proximity how like two products are
 * @param neighbours 0 for all, else only the k nearest count in density (ties with the k-th count too)
 * @param outlook which form of the complexity outlook index
 * @param gain which form of the complexity outlook gain
 * @param fitnessSteps most steps of the fitness iteration
 * @param extremality of the fitness iteration, 1 for Tacchella et al.
 * @param reflections order of the method of reflections
 */
public record Conventions(
        double threshold,
        boolean strict,
        PresenceRule presence,
        Deviation deviation,
        PciScale pciScale,
        boolean diagonalKept,
        Proximity.Kind proximity,
        int neighbours,
        Outlook outlook,
        Gain gain,
        int fitnessSteps,
        double extremality,
        int reflections) {

    /** What M is made of. */
    public enum PresenceRule {
        /** RCA against the threshold. */
        RCA,
        /** Exports per head against the threshold (needs population). */
        RPOP,
        /** Either of the two. */
        EITHER,
        /** RCA / (1 + RCA), by degrees. */
        CONTINUOUS,
        /** The values are M already. */
        GIVEN
    }

    /** Which standard deviation. */
    public enum Deviation {
        /** Divided by n. */
        POPULATION,
        /** Divided by n - 1. */
        SAMPLE,
        /** Every place counted once a product, divided by {@code n P - 1}: what a long table gives in Stata. */
        CELLS;

        double of(double[] values, int others) {
            double mean = ComplexityIndex.mean(values);
            double squares = 0;
            long count = 0;
            for (double value : values) {
                if (!Double.isNaN(value)) {
                    squares += (value - mean) * (value - mean);
                    count++;
                }
            }
            return switch (this) {
                case POPULATION -> Math.sqrt(squares / count);
                case SAMPLE -> Math.sqrt(squares / (count - 1));
                case CELLS -> Math.sqrt(squares * others / ((double) count * others - 1));
            };
        }
    }

    /** Scale of PCI. */
    public enum PciScale {
        /** {@code (K_p - mean K_c) / sd K_c}: then ECI is the mean PCI of a place's products. */
        ECI,
        /** Its own mean and standard deviation. */
        OWN
    }

    /** Forms of the complexity outlook index; all are sums of density times complexity over absent products. */
    public enum Outlook {
        /** With the raw eigenvector, then standardised by the population standard deviation (py-ecomplexity, Stata). */
        RAW_STANDARDISED,
        /** With PCI, not standardised (R package, Atlas). */
        PCI
    }

    /** Forms of the complexity outlook gain. */
    public enum Gain {
        /** The gain in reach, raw eigenvector divided by ECI's standard deviation (py-ecomplexity). */
        REACH_RAW,
        /** The gain in reach with PCI (R package). */
        REACH_PCI,
        /** The gain in reach less what the product itself counted in the outlook, with PCI (Atlas). */
        NET_PCI
    }

    /** The conventions named {@code reference}, {@code py-ecomplexity}, {@code economiccomplexity}, {@code stata}. */
    public static final List<String> PRESETS = List.of("reference", "py-ecomplexity", "economiccomplexity", "stata");

    /**
     * The conventions of a tool. Steps of the fitness iteration are the tools' defaults: the R package's 20 iterations
     * are 19 steps, the Stata command does 50.
     */
    public static Conventions preset(String name) {
        Conventions reference = new Conventions(
                1,
                false,
                PresenceRule.RCA,
                Deviation.POPULATION,
                PciScale.ECI,
                true,
                Proximity.Kind.MINIMUM,
                0,
                Outlook.RAW_STANDARDISED,
                Gain.REACH_RAW,
                200,
                1,
                20);
        return switch (name) {
            case "reference", "py-ecomplexity" -> reference;
            case "economiccomplexity" ->
                reference
                        .with("sd", "sample")
                        .with("pci-scale", "own")
                        .with("coi", "pci")
                        .with("fitness-steps", "19")
                        .with("cog", "reach-pci");
            case "stata" ->
                reference
                        .with("strict", "true")
                        .with("sd", "cells")
                        .with("diagonal", "zero")
                        .with("fitness-steps", "50");
            default ->
                throw new IllegalArgumentException("no preset " + name + "; there are " + String.join(", ", PRESETS));
        };
    }

    /** These conventions with one changed; the keys and values are those of {@link #described}. */
    public Conventions with(String key, String value) {
        Map<String, String> settings = new LinkedHashMap<>(described());
        if (settings.put(key, value) == null) {
            throw new IllegalArgumentException(
                    "no convention " + key + "; there are " + String.join(", ", settings.keySet()));
        }
        try {
            return new Conventions(
                    Double.parseDouble(setting(settings, "threshold")),
                    bool(settings, "strict", "true", "false"),
                    PresenceRule.valueOf(constant(setting(settings, "presence"))),
                    Deviation.valueOf(constant(setting(settings, "sd"))),
                    PciScale.valueOf(constant(setting(settings, "pci-scale"))),
                    bool(settings, "diagonal", "kept", "zero"),
                    Proximity.Kind.valueOf(constant(setting(settings, "proximity"))),
                    Integer.parseInt(setting(settings, "neighbours")),
                    Outlook.valueOf(constant(setting(settings, "coi"))),
                    Gain.valueOf(constant(setting(settings, "cog"))),
                    Integer.parseInt(setting(settings, "fitness-steps")),
                    Double.parseDouble(setting(settings, "extremality")),
                    Integer.parseInt(setting(settings, "reflections")));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "not a value of " + key + ": " + value + " (" + choices(key) + ")", wrong);
        }
    }

    private static String choices(String key) {
        Object[] choices = switch (key) {
            case "presence" -> PresenceRule.values();
            case "sd" -> Deviation.values();
            case "pci-scale" -> PciScale.values();
            case "proximity" -> Proximity.Kind.values();
            case "coi" -> Outlook.values();
            case "cog" -> Gain.values();
            case "strict" -> new Object[] {"true", "false"};
            case "diagonal" -> new Object[] {"kept", "zero"};
            default -> new Object[] {"a number"};
        };
        return java.util.Arrays.stream(choices)
                .map(choice -> choice instanceof Enum<?> constant ? text(constant) : choice.toString())
                .collect(java.util.stream.Collectors.joining(", "));
    }

    /** Every convention by its flag's name, in a fixed order. */
    public Map<String, String> described() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "threshold",
                threshold == Math.rint(threshold) ? Long.toString((long) threshold) : Double.toString(threshold));
        settings.put("strict", Boolean.toString(strict));
        settings.put("presence", text(presence));
        settings.put("sd", text(deviation));
        settings.put("pci-scale", text(pciScale));
        settings.put("diagonal", diagonalKept ? "kept" : "zero");
        settings.put("proximity", text(proximity));
        settings.put("neighbours", Integer.toString(neighbours));
        settings.put("coi", text(outlook));
        settings.put("cog", text(gain));
        settings.put("fitness-steps", Integer.toString(fitnessSteps));
        settings.put("extremality", Double.toString(extremality));
        settings.put("reflections", Integer.toString(reflections));
        return settings;
    }

    private static String setting(Map<String, String> settings, String key) {
        return java.util.Objects.requireNonNull(settings.get(key));
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String constant(String text) {
        return text.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static boolean bool(Map<String, String> settings, String key, String yes, String no) {
        String value = setting(settings, key);
        if (!yes.equals(value) && !no.equals(value)) {
            throw new IllegalArgumentException(key);
        }
        return yes.equals(value);
    }
}
