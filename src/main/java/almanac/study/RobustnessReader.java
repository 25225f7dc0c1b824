package almanac.study;

import almanac.rule.Nearest;
import almanac.study.StudyDocument.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads what a study wants tried on its result. */
final class RobustnessReader {
    /**
     * What is tried.
     *
     * @param model index of the model, counted from 0
     * @param term whose coefficient is watched; empty for the model's first regressor
     * @param covariances kinds of standard errors
     * @param effects fixed effects, as behind the bar of a formula
     * @param leaveOut columns of which each value is left out in turn
     * @param samples parts of the sample
     * @param curve whether every subset of the controls is tried
     */
    record Plan(
            int model,
            Optional<String> term,
            List<String> covariances,
            List<String> effects,
            List<String> leaveOut,
            List<Part> samples,
            boolean curve) {
        Plan {
            covariances = List.copyOf(covariances);
            effects = List.copyOf(effects);
            leaveOut = List.copyOf(leaveOut);
            samples = List.copyOf(samples);
        }
    }

    /** A part of the sample: some years only, some regions left out. */
    record Part(String name, SortedSet<Integer> years, Set<String> without) {}

    private static final List<String> COVARIANCES =
            List.of("classical", "HC1", "HC3", "cluster:region", "driscoll-kraay:2");
    private static final List<String> EFFECTS = List.of("region", "year", "region + year");
    private static final List<String> LEAVE_OUT = List.of("region", "year");

    private RobustnessReader() {}

    static Plan read(StudyNode root, List<Model> models, List<String> regions) {
        int last = Math.max(0, models.size() - 1);
        Optional<StudyNode> found = root.key("robustness");
        if (found.isEmpty()) {
            return new Plan(last, Optional.empty(), COVARIANCES, EFFECTS, LEAVE_OUT, List.of(), true);
        }
        StudyNode node = found.get().only("model", "term", "vcov", "effects", "leave_out", "samples", "curve");
        List<String> names = models.stream().map(Model::name).toList();
        int model = node.optional("model").map(names::indexOf).orElse(last);
        if (model < 0) {
            node.key("model")
                    .orElse(node)
                    .complain(
                            "no model is called \"" + node.optional("model").orElse("") + "\"",
                            Nearest.to(node.optional("model").orElse(""), new TreeSet<>(names))
                                    .map(near -> "did you mean \"" + near + "\"?")
                                    .orElse("the models are " + names));
            model = last;
        }
        List<String> leaveOut = list(node, "leave_out", LEAVE_OUT);
        node.key("leave_out")
                .ifPresent(key -> key.items().stream()
                        .filter(item -> !LEAVE_OUT.contains(item.text().orElse("")))
                        .forEach(item -> item.complain(
                                "\"" + item.text().orElse("") + "\" cannot be left out",
                                "write region, year or both")));
        List<Part> samples = new ArrayList<>();
        for (StudyNode item : node.key("samples").map(StudyNode::items).orElse(List.of())) {
            item.only("name", "years", "without");
            SortedSet<Integer> years = new TreeSet<>();
            item.key("years").ifPresent(key -> years.addAll(SampleReader.years(key)));
            Set<String> without = new TreeSet<>();
            item.key("without")
                    .ifPresent(key -> key.items().forEach(region -> {
                        String code = region.text().orElse("");
                        if (!regions.isEmpty() && !regions.contains(code)) {
                            region.complain(
                                    "\"" + code + "\" is not in the sample",
                                    Nearest.to(code, new TreeSet<>(regions))
                                            .map(near -> "did you mean \"" + near + "\"?")
                                            .orElse("the regions are " + regions));
                        }
                        without.add(code);
                    }));
            samples.add(new Part(item.required("name"), years, without));
        }
        return new Plan(
                model,
                node.optional("term"),
                list(node, "vcov", COVARIANCES),
                list(node, "effects", EFFECTS),
                leaveOut,
                samples,
                node.optional("curve").map(Boolean::valueOf).orElse(true));
    }

    /** A list, or what is usual where the key is absent; an empty list switches it off. */
    private static List<String> list(StudyNode node, String key, List<String> usual) {
        return node.key(key)
                .map(value -> value.text().map(List::of).orElseGet(value::texts))
                .map(values -> values.stream().filter(v -> !v.isBlank()).toList())
                .orElse(usual);
    }
}
