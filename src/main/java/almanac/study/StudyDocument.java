package almanac.study;

import almanac.model.Observation;
import almanac.panel.Completeness;
import almanac.panel.PanelSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A study as its document states it, read and checked by {@link StudyReader}.
 *
 * @param id file name without ending, and name of the report's folder
 * @param titles language to title
 * @param question language to question
 * @param date printed in the report, ISO; the clock is never asked
 * @param corpus folder of its documents, relative to the workspace; absent for a study of files alone
 * @param inputs files that the study takes its figures from, besides or instead of a corpus
 * @param rule how the sample is found where it is not listed
 * @param panel regions, years, variables
 * @param sample which rows enter the models
 * @param keep which regions or years are complete enough to stay in the sample; all where the study says nothing
 * @param correlations variables of the correlation table, in order
 * @param models regressions, in order
 * @param robustness what the robustness table tries
 * @param limits what the study itself says it cannot tell, in order: the sentence in English to the one in Chinese, which
 *     may be empty
 * @param outputs how much the bundle shows
 * @param claims what the paper prints; absent when the study replicates nothing
 * @param settings keys that were set anew on the command line
 * @param text the document itself, word for word
 */
public record StudyDocument(
        String id,
        Map<String, String> titles,
        Map<String, String> question,
        String date,
        Optional<String> corpus,
        List<LongTable.Input> inputs,
        SampleRule rule,
        PanelSpec panel,
        StudySample sample,
        Optional<Completeness.Keep> keep,
        List<String> correlations,
        List<Model> models,
        RobustnessReader.Plan robustness,
        Map<String, String> limits,
        Outputs outputs,
        Optional<PublishedClaims> claims,
        SortedMap<String, String> settings,
        String text) {
    public StudyDocument {
        titles = Map.copyOf(titles);
        question = Map.copyOf(question);
        correlations = List.copyOf(correlations);
        models = List.copyOf(models);
        inputs = List.copyOf(inputs);
        limits = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(limits));
        settings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /**
     * How much the bundle shows.
     *
     * @param influence printed cells listed for each coefficient; 0 for none
     * @param pictures page pictures at most
     */
    public record Outputs(int influence, int pictures) {
        /** Ten cells a coefficient. */
        public static final Outputs DEFAULT = new Outputs(10, PrintedPages.MOST_PICTURES);
    }

    /** A regression of the study. */
    public record Model(String name, String formula, String estimator, String covariance) {}

    /** The figures of a paper, as strings, with their decimals. */
    public record PublishedClaims(
            String paper, String n, List<String> order, List<List<String>> correlations, List<PublishedModel> models) {
        public PublishedClaims {
            order = List.copyOf(order);
            correlations = correlations.stream().map(List::copyOf).toList();
            models = List.copyOf(models);
        }
    }

    /** A column of the paper's regression table. */
    public record PublishedModel(
            List<String> variables,
            List<String> coefficients,
            List<String> t,
            Optional<String> constant,
            Optional<String> constantT,
            Optional<String> adjustedR2) {
        public PublishedModel {
            variables = List.copyOf(variables);
            coefficients = List.copyOf(coefficients);
            t = List.copyOf(t);
        }
    }

    /** The same study with its sample filled in from what is printed. */
    StudyDocument resolved(List<Observation> observations) {
        return over(SampleRule.LISTED, rule.found(panel, observations));
    }

    /** The same study over another sample. */
    StudyDocument withPanel(PanelSpec other) {
        return over(rule, other);
    }

    private StudyDocument over(SampleRule found, PanelSpec other) {
        return new StudyDocument(
                id,
                titles,
                question,
                date,
                corpus,
                inputs,
                found,
                other,
                sample,
                keep,
                correlations,
                models,
                robustness,
                limits,
                outputs,
                claims,
                settings,
                text);
    }

    /** The title in a language, else in English, else the id. */
    public String title(String language) {
        return titles.getOrDefault(language, titles.getOrDefault("en", id));
    }

    /** Every variable that a model uses, in the order of the correlation table, then of the panel. */
    public List<String> modelVariables() {
        java.util.Set<String> used = new java.util.LinkedHashSet<>();
        for (String name : correlations) {
            used.add(name);
        }
        for (PanelSpec.VariableSpec variable : panel.variables()) {
            for (Model model : models) {
                if (java.util.regex.Pattern.compile(
                                "(?<![\\w.])" + java.util.regex.Pattern.quote(variable.name()) + "(?![\\w.])")
                        .matcher(model.formula())
                        .find()) {
                    used.add(variable.name());
                }
            }
        }
        return List.copyOf(used);
    }
}
