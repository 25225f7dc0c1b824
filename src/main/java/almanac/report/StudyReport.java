package almanac.report;

import almanac.model.Audit;
import almanac.model.CellInfluence;
import almanac.model.Correlations;
import almanac.model.Description;
import almanac.model.Diagnostic;
import almanac.model.Fit;
import almanac.model.Observation;
import almanac.model.Panel;
import almanac.model.PrintedPage;
import almanac.model.Region;
import almanac.model.Replicated;
import almanac.model.SampleLoss;
import almanac.model.Source;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything a report shows, made by the study's run, of model types only.
 *
 * @param id of the study
 * @param titles language to title
 * @param question language to question
 * @param chinese sentences of the study itself to the same in Chinese, where it has them
 * @param date ISO, from the study
 * @param version of the program
 * @param documents what was read, by path
 * @param regions every region that the panel names, by code
 * @param panel the study's panel
 * @param loss from the design to the sample
 * @param variables the variables of correlations and models, in order
 * @param descriptions of the complete rows, one a variable
 * @param correlations of the complete rows
 * @param modelNames one a fit
 * @param fits the models
 * @param paper what the claims come from; empty when nothing is replicated
 * @param replicated one verdict a published figure
 * @param audit of the published tables
 * @param sections robustness, mining, forecasts
 * @param samples the rows that the figures of tables and sections are computed from
 * @param influence for each coefficient the printed cells that move it most
 * @param pages where the observations are printed, by document and place
 * @param diagnostics of the panel and the models
 * @param observations that the panel rests on (kept and rival), by id
 * @param files study and rule documents, name to text
 */
public record StudyReport(
        String id,
        Map<String, String> titles,
        Map<String, String> question,
        Map<String, String> chinese,
        String date,
        String version,
        List<DocumentRead> documents,
        SortedMap<String, Region> regions,
        Panel panel,
        SampleLoss loss,
        List<String> variables,
        List<Description> descriptions,
        Correlations correlations,
        List<String> modelNames,
        List<Fit> fits,
        String paper,
        List<Replicated> replicated,
        Optional<Audit> audit,
        List<ReportSection> sections,
        List<SampleRows> samples,
        List<CellInfluence> influence,
        List<PrintedPage> pages,
        List<Diagnostic> diagnostics,
        SortedMap<String, Observation> observations,
        SortedMap<String, String> files) {
    private static final java.util.regex.Pattern CODE =
            java.util.regex.Pattern.compile("\\b(?:CN-\\d{2,6}|[A-Z]{3})\\b");

    public StudyReport {
        chinese = Map.copyOf(chinese);
        documents = List.copyOf(documents);
        regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
        variables = List.copyOf(variables);
        descriptions = List.copyOf(descriptions);
        modelNames = List.copyOf(modelNames);
        fits = List.copyOf(fits);
        replicated = List.copyOf(replicated);
        sections = List.copyOf(sections);
        samples = List.copyOf(samples);
        influence = List.copyOf(influence);
        pages = List.copyOf(pages);
        diagnostics = List.copyOf(diagnostics);
        observations = Collections.unmodifiableSortedMap(new TreeMap<>(observations));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * A document of the corpus.
     *
     * @param observations read from it
     * @param used how many of them the panel uses
     */
    public record DocumentRead(Source source, int observations, int used) {}

    /** The title in English, else in any language. */
    public String title() {
        return titles.getOrDefault("en", titles.values().stream().findFirst().orElse(id));
    }

    /** Whether any document is invented: the report says so at its head. */
    public boolean simulated() {
        return documents.stream().anyMatch(d -> d.source().simulated());
    }

    /** A region's name for people: English, with the Chinese where there is one. */
    public String regionName(String code) {
        Region region = regions.get(code);
        return region == null ? code : region.en().isEmpty() ? region.zh() : region.en();
    }

    /** A region's name in a language, else in the other one, else its code. */
    public String regionName(String code, String language) {
        Region region = regions.get(code);
        return region == null || !language.equals("zh") || region.zh().isEmpty() ? regionName(code) : region.zh();
    }

    /** English names of regions and variables with the Chinese ones, and codes with names. */
    Map<String, String> chineseNames() {
        Map<String, String> names = new TreeMap<>();
        chinese.forEach((english, zh) -> {
            if (!zh.isBlank()) {
                names.put(english, zh);
            }
        });
        for (Region region : regions.values()) {
            if (!region.zh().isBlank()) {
                names.put(region.code(), region.zh());
                if (!region.en().isBlank()) {
                    names.put(region.en(), region.zh());
                }
            }
        }
        for (Panel.Variable variable : panel.variables()) {
            // a variable that happens to be called "before" is a name, not a word
            names.putIfAbsent(variable.name(), variable.name());
            if (!variable.zh().isBlank() && !variable.en().isBlank()) {
                names.put(variable.en(), variable.zh());
            }
        }
        return names;
    }

    /** A text in which codes of regions are their names. */
    String named(String text, String language) {
        return CODE.matcher(text)
                .replaceAll(code -> java.util.regex.Matcher.quoteReplacement(
                        regions.containsKey(code.group()) ? regionName(code.group(), language) : code.group()));
    }

    /** A region's name in both languages, for pictures: {@code Shanghai 上海}. */
    public String bothNames(String code) {
        Region region = regions.get(code);
        return region == null || region.zh().isEmpty() || region.en().isEmpty()
                ? regionName(code)
                : region.en() + " " + shortName(region);
    }

    /** A Chinese name without its kind of place. */
    static String shortName(Region region) {
        return region.zh().replaceAll("(壮族|回族|维吾尔)?自治区$|特别行政区$|省$|市$", "");
    }

    /** A variable's label in both languages, for pictures. */
    public String bothLabels(String variable) {
        String en = label(variable, "en");
        String zh = label(variable, "zh");
        return en.equals(zh) ? en : en + " " + zh;
    }

    /** A variable's label for people. */
    public String label(String variable) {
        return label(variable, "en");
    }

    /** A variable's label in a language, else in the other one, else its name. */
    public String label(String variable, String language) {
        return panel.variable(variable)
                .map(v -> language.equals("zh") ? List.of(v.zh(), v.en()) : List.of(v.en(), v.zh()))
                .flatMap(labels -> labels.stream().filter(l -> !l.isBlank()).findFirst())
                .orElse(variable);
    }
}
