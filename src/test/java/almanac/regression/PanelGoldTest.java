package almanac.regression;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.model.Coefficient;
import almanac.model.Correlations;
import almanac.model.Description;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import almanac.model.TestResult;
import almanac.study.FrameReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every figure of R (plm, sandwich, lmtest, clubSandwich), statsmodels and gretl on the reference panels, at 1e-8. */
class PanelGoldTest {
    private static final double TOLERANCE = 1e-8;
    /**
     * Reference figures that are themselves wrong in the ninth digit or earlier, and what 60-digit arithmetic (mpmath: normal
     * equations of the printed decimals) makes of them. R's sandwich loses half of the digits on Longley's condition number,
     * its recursive residuals start from seven nearly collinear rows; statsmodels forms powers of unscaled fitted values; the
     * last p comes from an asymptotic expansion. Ours must have twelve digits of the exact figure.
     */
    private static final Map<Double, Double> EXACT = Map.ofEntries(
            // HC0 x3
            entry(0.383239117067191, 0.3832391109259948),
            // HC0 x6
            entry(428.384381435143, 428.38437553509806),
            // HC1 (Intercept)
            entry(1109615.46721314, 1109615.440773769),
            // HC1 x2
            entry(0.0327679975447004, 0.03276799677685964),
            // HC1 x3
            entry(0.510985495079917, 0.5109854812346597),
            // HC1 x4
            entry(0.194993338999716, 0.19499333485464568),
            // HC1 x6
            entry(571.179182009786, 571.1791673801307),
            // HC2 x2
            entry(0.0365340496948402, 0.03653405025599474),
            // HC2 x6
            entry(617.592945226423, 617.5929550837654),
            // Newey-West 1 x2
            entry(0.0177601370509425, 0.01776013661039306),
            // Newey-West 1 x3
            entry(0.290107275241099, 0.29010727217522264),
            // Newey-West 1 x6
            entry(380.811292843382, 380.8112883701738),
            // Newey-West 2 x2
            entry(0.0177947502703306, 0.017794750009232956),
            // Newey-West 2 x4
            entry(0.121647905864891, 0.12164790461558021),
            // Newey-West 3 (Intercept)
            entry(713100.573643718, 713100.5586040065),
            // Newey-West 3 x2
            entry(0.0174803573141344, 0.01748035672831489),
            // Newey-West 3 x3
            entry(0.28123906119415, 0.2812390511472417),
            // Newey-West 3 x4
            entry(0.11959379452536, 0.11959379328825581),
            // Newey-West 3 x6
            entry(369.027126362222, 369.02712141762237),
            // Newey-West 4 (Intercept)
            entry(728087.208993881, 728087.2004933594),
            // Newey-West 4 x2
            entry(0.0173927268149279, 0.017392726601010253),
            // Newey-West 4 x3
            entry(0.276119914913498, 0.2761199114346892),
            // Newey-West 2 (Stata) (Intercept)
            entry(966959.874611403, 966959.855325321),
            // Newey-West 2 (Stata) x6
            entry(500.636269804015, 500.63625878731955),
            // Harvey-Collier
            entry(0.643102440051628, 0.6429816053084889),
            // its p
            entry(0.538150097155633, 0.538224588185764),
            // RESET, unbalanced Grunfeld
            entry(14.63584450020621, 14.635843926225037),
            // p of F(63, 748) = 73.1, Produc
            entry(1.55162490773236e-276, 1.5516206479521145e-276));

    private final ObjectMapper mapper = new ObjectMapper();

    private static Optional<Path> folder() {
        String shared = Optional.ofNullable(System.getProperty("ALMANAC_SHARED"))
                .or(() -> Optional.ofNullable(System.getenv("ALMANAC_SHARED")))
                .orElse("../shared");
        Path folder = Path.of(shared, "bench", "regression", "panel");
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }

    /** What was compared and what differed. */
    private static final class Tally {
        private final List<String> wrong = new ArrayList<>();
        private int compared;

        void same(String what, double mine, JsonNode gold) {
            if (!gold.isNumber()) {
                return;
            }
            compared++;
            double theirs = gold.asDouble();
            Double exact = EXACT.get(theirs);
            if (exact != null) {
                if (Math.abs(mine - exact) > 1e-12 * Math.abs(exact)) {
                    wrong.add(what + ": " + mine + " / exactly " + exact);
                }
                return;
            }
            // p values below the smallest normal double are zero to one tool or another
            boolean tiny = what.contains(" p") && Math.abs(theirs) < 1e-290 && Math.abs(mine) < 1e-290;
            if (!tiny
                    && !(Math.abs(mine - theirs) <= TOLERANCE * Math.abs(theirs)
                            || !what.contains(" p") && Math.abs(mine - theirs) < 1e-13)) {
                wrong.add(what + ": " + mine + " / " + theirs);
            }
        }

        void coefficients(String what, Fit fit, JsonNode coef, JsonNode block) {
            if (!fit.estimated()) {
                wrong.add(what + ": refused " + fit.diagnostics());
                return;
            }
            coef.fieldNames().forEachRemaining(term -> {
                Optional<Coefficient> mine = fit.coefficient(term);
                if (mine.isEmpty()) {
                    wrong.add(what + ": no " + term);
                    return;
                }
                same(what + " " + term, mine.get().estimate(), coef.get(term));
                same(
                        what + " se " + term,
                        mine.get().standardError(),
                        block.path("se").path(term));
                same(
                        what + " t " + term,
                        mine.get().statistic(),
                        block.path("t").path(term));
                same(
                        what + " t " + term,
                        mine.get().statistic(),
                        block.path("z").path(term));
                same(what + " p " + term, mine.get().p(), block.path("p").path(term));
            });
            if (block.path("df").isNumber()) {
                same(what + " df", fit.dfInference(), block.get("df"));
            }
        }

        void figure(String what, Fit fit, String name, JsonNode gold) {
            if (gold.isNumber()) {
                same(what + " " + name, fit.figure(name).orElse(Double.NaN), gold);
            }
        }

        void test(String what, Fit fit, String name, JsonNode gold) {
            if (gold.isMissingNode() || gold.has("error")) {
                return;
            }
            TestResult mine = fit.tests().get(name);
            if (mine == null) {
                wrong.add(what + ": no test " + name + " " + fit.diagnostics());
                return;
            }
            for (String key : List.of("statistic", "chi2", "F", "dw")) {
                if (gold.has(key)) {
                    same(what + " " + name, mine.statistic(), gold.get(key));
                }
            }
            for (String key : List.of("p", "F_p")) {
                if (gold.has(key) && !(key.equals("F_p") && gold.has("p"))) {
                    same(what + " p " + name, mine.p().orElse(Double.NaN), gold.get(key));
                }
            }
            for (String key : List.of("parameter", "df")) {
                JsonNode df = gold.path(key);
                if (df.isArray()) {
                    same(what + " df1 " + name, mine.df().orElse(Double.NaN), df.get(0));
                    same(what + " df2 " + name, mine.df2().orElse(Double.NaN), df.get(1));
                } else if (df.isNumber()) {
                    same(what + " df " + name, mine.df().orElse(Double.NaN), df);
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> panels() throws IOException {
        Assumptions.assumeTrue(folder().isPresent(), "the reference panels are not beside this checkout");
        try (Stream<Path> files = Files.list(folder().get())) {
            return files
                    .map(p -> p.getFileName().toString())
                    .filter(name -> name.endsWith(".R.json"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(name -> DynamicTest.dynamicTest(name, () -> panel(name.substring(0, name.length() - 7))));
        }
    }

    private JsonNode read(String name) throws IOException {
        Path file = folder().orElseThrow().resolve(name);
        return Files.exists(file) ? mapper.readTree(file.toFile()) : MissingNode.getInstance();
    }

    private void panel(String id) throws IOException {
        JsonNode r = read(id + ".R.json");
        Frame frame = FrameReader.read(
                        folder().orElseThrow().resolve(r.get("csv").asText()))
                .frame()
                .orElseThrow();
        String entity = r.get("entity").asText();
        String time = r.path("time").asText();
        ModelSpec spec = ModelSpec.of(r.get("formula").asText()).withPanel(entity, time);
        Tally tally = new Tally();
        descriptives(frame, r, tally);
        pooled(frame, spec, r.get("pooled"), entity, time, tally);
        Fit tested = Regression.fit(spec.withEstimator("ols").withTests("all"), frame);
        diagnostics(tested, r.get("diagnostics_pooled"), tally);
        boolean balanced = r.path("panel_tests").path("pdim").path("balanced").asBoolean();
        within(frame, spec, tested, r.get("panel"), entity, time, balanced, tally);
        others(frame, spec, tested, r.get("panel"), balanced, tally);
        panelTests(tested, r.get("panel_tests"), tally);
        extras(frame, spec, tested, read(id + ".extras.json"), entity, time, tally);
        statsmodels(frame, spec, tested, read(id + ".statsmodels.json"), entity, time, tally);
        gretl(frame, spec, tested, read(id + ".gretl.json").path("results"), entity, time, tally);
        assertThat(tally.wrong).isEmpty();
        assertThat(tally.compared).isGreaterThan(500);
    }

    @TestFactory
    Stream<DynamicTest> singleSeriesAndInstruments() throws IOException {
        Assumptions.assumeTrue(folder().isPresent(), "the reference panels are not beside this checkout");
        return Stream.of(
                DynamicTest.dynamicTest("instruments", this::instruments),
                DynamicTest.dynamicTest("series", this::series));
    }

    private void instruments() throws IOException {
        JsonNode r = read("cigarettes_iv.R.iv.json");
        Frame frame = FrameReader.read(
                        folder().orElseThrow().resolve(r.get("csv").asText()))
                .frame()
                .orElseThrow();
        Tally tally = new Tally();
        for (String formula :
                List.of(r.get("formula").asText(), "log(packs) ~ log(rincome) + (log(rprice) ~ tdiff + rtax)")) {
            ModelSpec spec = ModelSpec.of(formula).withEstimator("iv").withTests("all");
            Map<String, String> kinds =
                    Map.of("classical", "se_small", "classical/large", "se_large", "HC0", "se_HC0", "HC1", "se_HC1");
            kinds.forEach((kind, name) -> {
                Fit fit = Regression.fit(spec.withCovariance(kind), frame);
                com.fasterxml.jackson.databind.node.ObjectNode block = new ObjectMapper().createObjectNode();
                block.set("se", r.get(name));
                if (kind.equals("classical")) {
                    block.set("t", r.get("t"));
                }
                tally.coefficients("iv " + kind, fit, r.get("coef"), block);
            });
            Fit fit = Regression.fit(spec, frame);
            tally.figure("iv", fit, "rmse", r.get("sigma"));
            tally.figure("iv", fit, "r2", r.get("R2"));
            tally.figure("iv", fit, "adj_r2", r.get("adjR2"));
            tally.same("wald", fit.f().orElseThrow().statistic(), r.get("wald").get(0));
            tally.same(
                    "wald p",
                    fit.f().orElseThrow().p().orElse(Double.NaN),
                    r.get("wald").get(1));
            Map<String, String> tests =
                    Map.of("Weak instruments", "weak_instruments", "Wu-Hausman", "wu_hausman", "Sargan", "sargan");
            tests.forEach((theirs, mine) -> {
                JsonNode gold = r.get("diagnostics").get(theirs);
                TestResult test = fit.tests().get(mine);
                tally.same(mine, test.statistic(), gold.get("statistic"));
                tally.same(mine + " p", test.p().orElse(Double.NaN), gold.get("p-value"));
                tally.same(mine + " df1", test.df().orElse(Double.NaN), gold.get("df1"));
                tally.same(mine + " df2", test.df2().orElse(Double.NaN), gold.get("df2"));
            });
        }
        assertThat(tally.wrong).isEmpty();
        assertThat(tally.compared).isGreaterThan(60);
    }

    private void series() throws IOException {
        JsonNode r = read("longley_ts.R.ts.json");
        Frame frame = FrameReader.read(
                        folder().orElseThrow().resolve(r.get("csv").asText()))
                .frame()
                .orElseThrow();
        ModelSpec spec = ModelSpec.of(r.get("formula").asText());
        Tally tally = new Tally();
        Map<String, JsonNode> blocks = new LinkedHashMap<>();
        blocks.put("classical", r.get("se"));
        for (String kind : List.of("HC0", "HC1", "HC2", "HC3")) {
            blocks.put(kind, r.get(kind));
        }
        for (int lag = 0; lag <= 4; lag++) {
            blocks.put(
                    "newey-west:" + lag + "/large",
                    r.get("newey_west").get("lag" + lag).get("se"));
        }
        blocks.put("newey-west:auto/large", r.get("newey_west_auto").get("se"));
        blocks.forEach((kind, gold) -> {
            Fit fit = Regression.fit(spec.withCovariance(kind), frame);
            fit.coefficients().forEach(c -> {
                tally.same(kind + " " + c.term(), c.estimate(), r.get("coef").get(c.term()));
                tally.same(kind + " se " + c.term(), c.standardError(), gold.get(c.term()));
            });
        });
        // Stata's factor applied to R's matrix
        Fit stata = Regression.fit(spec.withCovariance("newey-west:2"), frame);
        r.get("newey_west")
                .get("lag2")
                .get("se_stata_newey")
                .properties()
                .forEach(e -> tally.same(
                        "stata " + e.getKey(),
                        stata.coefficient(e.getKey()).orElseThrow().standardError(),
                        e.getValue()));
        Fit fit = Regression.fit(spec.withTests("all"), frame);
        tally.figure("ts", fit, "r2", r.get("R2"));
        TestResult dw = fit.tests().get("durbin_watson");
        tally.same("dw", dw.statistic(), r.get("durbin_watson").get("dw"));
        tally.same("dw p", dw.p().orElse(Double.NaN), r.get("durbin_watson").get("p_two_sided"));
        for (int order = 1; order <= 4; order++) {
            JsonNode bg = r.get("bg").get("order" + order);
            TestResult chi = fit.tests().get("breusch_godfrey_" + order);
            TestResult f = fit.tests().get("breusch_godfrey_" + order + "_f");
            tally.same("bg " + order, chi.statistic(), bg.get("chisq"));
            tally.same("bg p " + order, chi.p().orElse(Double.NaN), bg.get("p"));
            tally.same("bg F " + order, f.statistic(), bg.get("F"));
            tally.same("bg F p " + order, f.p().orElse(Double.NaN), bg.get("F_p"));
        }
        tally.same(
                "bp",
                fit.tests().get("breusch_pagan_koenker").statistic(),
                r.get("bp").get("koenker"));
        tally.same(
                "bp o",
                fit.tests().get("breusch_pagan").statistic(),
                r.get("bp").get("original"));
        tally.same("jb", fit.tests().get("jarque_bera").statistic(), r.get("jb").get("statistic"));
        tally.same(
                "lb",
                fit.tests().get("ljung_box_4").statistic(),
                r.get("ljung_box4").get("statistic"));
        tally.same(
                "reset",
                fit.tests().get("reset_2_3").statistic(),
                r.get("reset23").get("F"));
        tally.same(
                "hc",
                fit.tests().get("harvey_collier").statistic(),
                r.get("harvey_collier").get("t"));
        tally.same(
                "hc p",
                fit.tests().get("harvey_collier").p().orElse(Double.NaN),
                r.get("harvey_collier").get("p"));
        r.get("vif").properties().forEach(e -> tally.figure("ts", fit, "vif:" + e.getKey(), e.getValue()));
        assertThat(tally.wrong).isEmpty();
        assertThat(tally.compared).isGreaterThan(150);
    }

    private static void descriptives(Frame frame, JsonNode r, Tally tally) {
        r.get("descriptives").properties().forEach(entry -> {
            Description mine = Descriptives.of(frame, List.of(entry.getKey())).get(0);
            JsonNode gold = entry.getValue();
            tally.same(entry.getKey() + " n", mine.n(), gold.get("n"));
            tally.same(entry.getKey() + " mean", mine.mean(), gold.get("mean"));
            tally.same(entry.getKey() + " sd", mine.sd(), gold.get("sd"));
            tally.same(entry.getKey() + " min", mine.min(), gold.get("min"));
            tally.same(entry.getKey() + " p25", mine.p25(), gold.get("p25"));
            tally.same(entry.getKey() + " median", mine.median(), gold.get("median"));
            tally.same(entry.getKey() + " p75", mine.p75(), gold.get("p75"));
            tally.same(entry.getKey() + " max", mine.max(), gold.get("max"));
        });
        correlations(frame, r.get("correlations"), tally);
    }

    private static void correlations(Frame frame, JsonNode pairs, Tally tally) {
        for (JsonNode pair : pairs) {
            List<String> names = List.of(pair.get("a").asText(), pair.get("b").asText());
            Correlations pearson = Correlation.of(frame, names, "pearson", true);
            String what = "cor " + names;
            tally.same(what, pearson.r()[0][1], pair.path("pearson"));
            tally.same(what + " t", pearson.statistic()[0][1], pair.path("pearson_t"));
            tally.same(what + " p", pearson.p()[0][1], pair.path("pearson_p"));
            tally.same(what + " low", pearson.low()[0][1], pair.path("ci95").path(0));
            tally.same(what + " high", pearson.high()[0][1], pair.path("ci95").path(1));
            Correlations spearman = Correlation.of(frame, names, "spearman", true);
            tally.same(what + " rho", spearman.r()[0][1], pair.path("spearman"));
            tally.same(what + " rho p", spearman.p()[0][1], pair.path("spearman_p"));
            Correlations kendall = Correlation.of(frame, names, "kendall", true);
            tally.same(what + " tau", kendall.r()[0][1], pair.path("kendall"));
            tally.same(what + " tau", kendall.r()[0][1], pair.path("kendall_b"));
            tally.same(what + " tau p", kendall.p()[0][1], pair.path("kendall_p"));
        }
    }

    private static Map<String, String> kinds(String entity, String time) {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (String plain : List.of("classical", "HC0", "HC1", "HC2", "HC3", "HC4")) {
            kinds.put(plain, plain);
        }
        kinds.put("cluster_entity_CR0", "cluster:" + entity + "/CR0");
        kinds.put("cluster_entity_Stata", "cluster:" + entity);
        kinds.put("cluster_time_Stata", "cluster:" + time);
        kinds.put("cluster_twoway", "cluster:" + entity + "+" + time + "/each");
        kinds.put("cluster_twoway_statsmodels", "cluster:" + entity + "+" + time + "/each");
        kinds.put("cluster_twoway_multi0", "cluster:" + entity + "+" + time + "/multi0");
        kinds.put("CR2", "cluster:" + entity + "/CR2");
        kinds.put("arellano_HC0", "arellano:HC0");
        kinds.put("arellano_HC1", "arellano:HC1");
        kinds.put("arellano_HC3", "arellano:HC3");
        kinds.put("cluster_entity_xtreg", "cluster:" + entity);
        kinds.put("cluster_entity_reghdfe", "cluster:" + entity);
        kinds.put("cluster_entity_LSDV", "cluster:" + entity + "/full");
        kinds.put("white1_HC0", "HC0");
        for (int lag = 1; lag <= 3; lag++) {
            kinds.put("driscoll_kraay_lag" + lag, "driscoll-kraay:" + lag);
        }
        return kinds;
    }

    /** A model under each covariance that the gold has. */
    private static void everyKind(
            String name, ModelSpec spec, Frame frame, JsonNode gold, Map<String, String> kinds, Tally tally) {
        kinds.forEach((key, kind) -> {
            if (gold.has(key)) {
                tally.coefficients(
                        name + " " + key,
                        Regression.fit(spec.withCovariance(kind), frame),
                        gold.get("coef"),
                        gold.get(key));
            }
        });
    }

    private static void pooled(Frame frame, ModelSpec spec, JsonNode p, String entity, String time, Tally tally) {
        ModelSpec ols = spec.withEstimator("ols");
        everyKind("ols", ols, frame, p, kinds(entity, time), tally);
        Fit fit = Regression.fit(ols, frame);
        tally.same("n", fit.n(), p.get("n"));
        tally.same("df", fit.dfResidual(), p.get("df"));
        tally.same("sigma", fit.figures().get("rmse"), p.get("sigma"));
        tally.figure("ols", fit, "rss", p.get("rss"));
        tally.figure("ols", fit, "tss", p.get("tss"));
        tally.figure("ols", fit, "r2", p.get("R2"));
        tally.figure("ols", fit, "adj_r2", p.get("adjR2"));
        tally.figure("ols", fit, "log_lik", p.get("logLik"));
        tally.figure("ols", fit, "aic_with_sigma", p.get("AIC"));
        tally.figure("ols", fit, "bic_with_sigma", p.get("BIC"));
        tally.same("F", fit.f().orElseThrow().statistic(), p.get("F").get(0));
        tally.same("F p", fit.f().orElseThrow().p().orElse(Double.NaN), p.get("F_p"));
        p.get("confint95").properties().forEach(e -> {
            Coefficient c = fit.coefficient(e.getKey()).orElseThrow();
            tally.same("ci low " + e.getKey(), c.ciLow(), e.getValue().get(0));
            tally.same("ci high " + e.getKey(), c.ciHigh(), e.getValue().get(1));
        });
        p.get("standardised_beta")
                .properties()
                .forEach(e -> tally.same(
                        "beta " + e.getKey(),
                        fit.coefficient(e.getKey()).orElseThrow().beta(),
                        e.getValue()));
    }

    private static void diagnostics(Fit fit, JsonNode d, Tally tally) {
        tally.test("ols", fit, "durbin_watson", d.path("durbin_watson"));
        tally.test("ols", fit, "panel_durbin_watson", d.path("panel_DW_BFN"));
        tally.test("ols", fit, "breusch_pagan_koenker", d.path("breusch_pagan_koenker"));
        tally.test("ols", fit, "breusch_pagan", d.path("breusch_pagan_original"));
        tally.test("ols", fit, "breusch_pagan_fitted", d.path("breusch_pagan_fitted_stata"));
        tally.test("ols", fit, "white", d.path("white"));
        tally.test("ols", fit, "reset", d.path("reset"));
        tally.test("ols", fit, "jarque_bera", d.path("jarque_bera"));
        tally.figure("ols", fit, "residual_skewness", d.path("jarque_bera").path("skew"));
        tally.figure("ols", fit, "residual_kurtosis", d.path("jarque_bera").path("kurtosis"));
        d.path("vif").properties().forEach(e -> tally.figure("ols", fit, "vif:" + e.getKey(), e.getValue()));
        tally.test("ols", fit, "breusch_godfrey_1", d.path("bg1"));
        tally.test("ols", fit, "shapiro_wilk", d.path("shapiro"));
        tally.figure("ols", fit, "condition_number_with_constant", d.path("condition_number_scaled"));
        tally.figure("ols", fit, "condition_number_raw", d.path("cond_no_raw"));
        JsonNode influence = d.path("influence");
        tally.figure("ols", fit, "max_leverage", influence.path("max_leverage"));
        tally.figure("ols", fit, "max_cook", influence.path("max_cook"));
        tally.figure("ols", fit, "row_max_cook", influence.path("row_max_cook"));
        tally.figure("ols", fit, "max_abs_studentised", influence.path("max_abs_rstudent"));
    }

    private static void within(
            Frame frame,
            ModelSpec spec,
            Fit tested,
            JsonNode panel,
            String entity,
            String time,
            boolean balanced,
            Tally tally) {
        Map<String, String> effects = Map.of(
                "within_individual", " | " + entity,
                "within_time", " | " + time,
                "within_twoways", " | " + entity + " + " + time);
        effects.forEach((name, bar) -> {
            JsonNode gold = panel.path(name);
            if (gold.isMissingNode()) {
                return;
            }
            ModelSpec fe = spec.withFormula(spec.formula() + bar);
            everyKind(name, fe, frame, gold, kinds(entity, time), tally);
            Fit fit = Regression.fit(fe, frame);
            tally.same(name + " df", fit.dfResidual(), gold.get("df"));
            fitOfPlm(name, fit, "r2_within", gold, tally);
            tally.figure(name, fit, "constant", gold.path("const_stata"));
            tally.figure(name, fit, "r2_between", gold.path("R2_between_stata"));
            tally.figure(name, fit, "r2_overall", gold.path("R2_overall_stata"));
            tally.figure(name, fit, "sigma_e", gold.path("sigma_e"));
            tally.figure(name, fit, "sigma_u", gold.path("sigma_u_stata"));
            tally.figure(name, fit, "corr_u_xb", gold.path("corr_u_xb"));
            Map<String, Double> levels = fit.effects().get(name.equals("within_time") ? time : entity);
            if (!balanced && name.equals("within_twoways")) {
                // plm's levels do not solve the normal equations of an unbalanced panel: they have a name of their own
                levels = fit.effects().get(entity + "/plm");
            }
            Map<String, Double> printed = levels;
            gold.path("fixef_first5")
                    .properties()
                    .forEach(e -> tally.same(
                            name + " effect " + e.getKey(),
                            printed.getOrDefault(e.getKey(), Double.NaN),
                            e.getValue()));
            String test = name.equals("within_individual")
                    ? "f_fixed_effects"
                    : name.equals("within_time") ? "f_time_effects" : "f_twoway_effects";
            tally.test(name, tested, test, gold.path("F_fixed_effects"));
        });
    }

    /** Rows, sums of squares, R squared and F, which every summary of plm has. */
    private static void fitOfPlm(String name, Fit fit, String r2, JsonNode gold, Tally tally) {
        tally.same(name + " n", fit.n(), gold.get("n"));
        tally.figure(name, fit, "rss", gold.path("rss"));
        tally.figure(name, fit, r2, gold.path("R2_plm"));
        tally.figure(name, fit, "adj_" + r2, gold.path("adjR2_plm"));
        TestResult f = fit.f().orElseThrow();
        tally.same(name + " F", f.statistic(), gold.path("F").path("statistic"));
        tally.same(name + " F p", f.p().orElse(Double.NaN), gold.path("F").path("p"));
    }

    private static void others(Frame frame, ModelSpec spec, Fit tested, JsonNode panel, boolean balanced, Tally tally) {
        Map<String, String> estimators = new LinkedHashMap<>();
        estimators.put("between", "be");
        estimators.put("first_difference", "fd");
        estimators.put("re_swar", "re:swar");
        estimators.put("re_amemiya", "re:amemiya");
        estimators.put("re_walhus", "re:walhus");
        estimators.put("re_nerlove", "re:nerlove");
        if (balanced) {
            estimators.put("re_twoways_swar", "re:twoways");
        } else if (panel.has("re_twoways_swar")) {
            unbalancedTwoWays(frame, spec, panel.get("re_twoways_swar"), tally);
        }
        estimators.forEach((name, estimator) -> {
            JsonNode gold = panel.path(name);
            if (gold.isMissingNode()) {
                return;
            }
            Fit fit = Regression.fit(spec.withEstimator(estimator), frame);
            tally.coefficients(name, fit, gold.get("coef"), gold.get("classical"));
            fitOfPlm(name, fit, "r2", gold, tally);
            tally.figure(name, fit, "sigma2_e", gold.path("sigma2").path("idios"));
            tally.figure(name, fit, "sigma2_u", gold.path("sigma2").path("id"));
            if (fit.figures().containsKey("sigma2_time")) {
                tally.figure(name, fit, "sigma2_time", gold.path("sigma2").path("time"));
            }
            tally.figure(name, fit, "theta_min", gold.path("theta").path("min"));
            tally.figure(name, fit, "theta_max", gold.path("theta").path("max"));
            tally.figure(name, fit, "theta_median", gold.path("theta").path("median"));
            tally.figure(name, fit, "theta_min", gold.path("theta"));
            tally.figure(name, fit, "r2_within", gold.path("R2_within_stata"));
            tally.figure(name, fit, "r2_between", gold.path("R2_between_stata"));
            tally.figure(name, fit, "r2_overall", gold.path("R2_overall_stata"));
            if (gold.has("arellano_HC0")) {
                tally.coefficients(
                        name + " arellano",
                        Regression.fit(spec.withEstimator(estimator).withCovariance("arellano:HC0"), frame),
                        gold.get("coef"),
                        gold.get("arellano_HC0"));
            }
            tally.test(name, tested, "hausman", gold.path("hausman"));
            tally.test(name, tested, "hausman_auxiliary_plm", gold.path("hausman_aux"));
        });
    }

    /** plm 2.6.2 leaves the covariance of this model unscaled, and its fit is that of the untransformed equation. */
    private static void unbalancedTwoWays(Frame frame, ModelSpec spec, JsonNode gold, Tally tally) {
        Fit fit = Regression.fit(spec.withEstimator("re:twoways").withCovariance("classical/unscaled"), frame);
        tally.coefficients("two-way", fit, gold.get("coef"), gold.get("classical"));
        tally.same("two-way n", fit.n(), gold.get("n"));
        tally.figure("two-way", fit, "rss_untransformed", gold.get("rss"));
        tally.figure("two-way", fit, "r2_overall", gold.get("R2_plm"));
        double r2 = fit.figure("r2_overall").orElse(Double.NaN);
        tally.same("two-way adj", 1 - (1 - r2) * (fit.n() - 1.0) / fit.dfResidual(), gold.get("adjR2_plm"));
        tally.same(
                "two-way chi2",
                fit.f().orElseThrow().statistic(),
                gold.path("F").path("statistic"));
        tally.figure("two-way", fit, "sigma2_e", gold.path("sigma2").path("idios"));
        tally.figure("two-way", fit, "sigma2_u", gold.path("sigma2").path("id"));
        tally.figure("two-way", fit, "sigma2_time", gold.path("sigma2").path("time"));
    }

    private static void panelTests(Fit tested, JsonNode p, Tally tally) {
        tally.test("panel", tested, "breusch_pagan_lm", p.path("plmtest_bp_individual"));
        tally.test("panel", tested, "breusch_pagan_lm_time", p.path("plmtest_bp_time"));
        tally.test("panel", tested, "breusch_pagan_lm_twoways", p.path("plmtest_bp_twoways"));
        tally.test("panel", tested, "honda", p.path("plmtest_honda_individual"));
        tally.test("panel", tested, "honda_time", p.path("plmtest_honda_time"));
        tally.test("panel", tested, "honda_twoways", p.path("plmtest_honda_twoways"));
        tally.test("panel", tested, "king_wu", p.path("plmtest_kw_individual"));
        tally.test("panel", tested, "king_wu_time", p.path("plmtest_kw_time"));
        tally.test("panel", tested, "king_wu_twoways", p.path("plmtest_kw_twoways"));
        tally.test("panel", tested, "pesaran_cd", p.path("pesaran_cd_within"));
        tally.test("panel", tested, "wooldridge_bg", p.path("pbgtest_within"));
        tally.test("panel", tested, "wooldridge_fd", p.path("wooldridge_fd"));
        tally.test("panel", tested, "wooldridge_fe", p.path("pwartest"));
    }

    private static void extras(
            Frame frame, ModelSpec spec, Fit tested, JsonNode x, String entity, String time, Tally tally) {
        if (x.isMissingNode()) {
            return;
        }
        JsonNode re = x.path("xtreg_re");
        Fit fit = Regression.fit(spec.withEstimator("re"), frame);
        tally.coefficients("xtreg re", fit, re.get("coef"), re.has("se") ? mapperOf(re) : re);
        tally.figure("xtreg", fit, "sigma_u", re.path("sigma_u"));
        tally.figure("xtreg", fit, "sigma_e", re.path("sigma_e"));
        tally.figure("xtreg", fit, "rho", re.path("rho"));
        tally.figure("xtreg", fit, "t_bar", re.path("Tbar"));
        tally.figure("xtreg", fit, "theta_min", re.path("theta"));
        tally.figure("xtreg", fit, "theta_min", re.path("theta").path("min"));
        tally.figure("xtreg", fit, "theta_median", re.path("theta").path("median"));
        tally.figure("xtreg", fit, "theta_max", re.path("theta").path("max"));
        tally.figure("xtreg", fit, "r2_within", re.path("R2_within"));
        tally.figure("xtreg", fit, "r2_between", re.path("R2_between"));
        tally.figure("xtreg", fit, "r2_overall", re.path("R2_overall"));
        tally.same("xtreg chi2", fit.f().orElseThrow().statistic(), re.path("wald_chi2"));
        tally.same("xtreg p", fit.f().orElseThrow().p().orElse(Double.NaN), re.path("wald_p"));
        Fit clustered = Regression.fit(spec.withEstimator("re").withCovariance("cluster:" + entity), frame);
        re.path("se_cluster")
                .properties()
                .forEach(e -> tally.same(
                        "xtreg cluster " + e.getKey(),
                        clustered.coefficient(e.getKey()).orElseThrow().standardError(),
                        e.getValue()));
        JsonNode h = x.path("hausman");
        tally.test("extras", tested, "hausman_stata", h.path("stata_default"));
        tally.test("extras", tested, "hausman_sigmamore", h.path("sigmamore"));
        tally.test("extras", tested, "hausman_sigmaless", h.path("sigmaless"));
        tally.figure(
                "extras",
                tested,
                "hausman_sigmamore_min_eigenvalue",
                h.path("sigmamore").path("min_eigen"));
        tally.test("extras", tested, "hausman_auxiliary", h.path("auxiliary_regression"));
        tally.same(
                "aux cluster",
                tested.tests().get("hausman_auxiliary_cluster").statistic(),
                h.path("auxiliary_regression").path("cluster_chi2"));
        Fit two = Regression.fit(spec.withEstimator("ols").withCovariance("cluster:" + entity + "+" + time), frame);
        JsonNode pooled = x.path("pooled_twoway_cluster_minG");
        if (pooled.has("se")) {
            JsonNode coef = mapperCoefficients(two);
            tally.coefficients("minG", two, coef, pooled);
            tally.figure("minG", two, "min_eigenvalue", pooled.path("min_eigen"));
        }
        JsonNode fe2 = x.path("fe2_twoway_cluster");
        if (fe2.has("coef")) {
            Fit both = Regression.fit(
                    spec.withFormula(spec.formula() + " | " + entity + " + " + time)
                            .withCovariance("cluster:" + entity + "+" + time),
                    frame);
            tally.coefficients("fe2 cluster2", both, fe2.get("coef"), fe2);
        }
    }

    private static JsonNode mapperOf(JsonNode re) {
        com.fasterxml.jackson.databind.node.ObjectNode copy = new ObjectMapper().createObjectNode();
        copy.set("se", re.get("se"));
        copy.set("z", re.get("z"));
        return copy;
    }

    private static JsonNode mapperCoefficients(Fit fit) {
        com.fasterxml.jackson.databind.node.ObjectNode node = new ObjectMapper().createObjectNode();
        fit.coefficients().forEach(c -> node.put(c.term(), c.estimate()));
        return node;
    }

    private static void statsmodels(
            Frame frame, ModelSpec spec, Fit tested, JsonNode s, String entity, String time, Tally tally) {
        if (s.isMissingNode()) {
            return;
        }
        JsonNode pooled = s.get("pooled");
        JsonNode classical = pooled.get("classical");
        kinds(entity, time).forEach((name, kind) -> {
            if (pooled.has(name)) {
                Fit fit = Regression.fit(spec.withEstimator("ols").withCovariance(kind), frame);
                tally.coefficients("sm " + name, fit, classical.get("coef"), pooled.get(name));
                if (pooled.get(name).has("F_wald")) {
                    tally.same(
                            "sm F " + name,
                            fit.f().orElseThrow().statistic(),
                            pooled.get(name).get("F_wald"));
                    tally.same(
                            "sm F p " + name,
                            fit.f().orElseThrow().p().orElse(Double.NaN),
                            pooled.get(name).get("F_wald_p"));
                }
            }
        });
        Fit fit = Regression.fit(spec.withEstimator("ols"), frame);
        tally.figure("sm", fit, "aic", classical.get("AIC"));
        tally.figure("sm", fit, "bic", classical.get("BIC"));
        JsonNode d = s.get("diagnostics_pooled");
        tally.same("sm dw", tested.tests().get("durbin_watson").statistic(), d.get("durbin_watson"));
        tally.test("sm", tested, "jarque_bera", d.path("jarque_bera"));
        JsonNode koenker = d.get("breusch_pagan_koenker");
        tally.same("sm bp", tested.tests().get("breusch_pagan_koenker").statistic(), koenker.get("statistic"));
        tally.same("sm bp F", tested.tests().get("breusch_pagan_koenker_f").statistic(), koenker.get("F"));
        tally.same(
                "sm white F",
                tested.tests().get("white_f").statistic(),
                d.get("white").get("F"));
        tally.same(
                "sm white F p",
                tested.tests().get("white_f").p().orElse(Double.NaN),
                d.get("white").get("F_p"));
        tally.same(
                "sm reset",
                tested.tests().get("reset").statistic(),
                d.get("reset_2_4").get("F"));
        tally.figure("sm", tested, "condition_number_raw", d.path("cond_no_raw"));
        tally.test("sm", tested, "wooldridge_xtserial", d.path("xtserial_wooldridge"));
        tally.figure("sm", tested, "xtserial_rho", d.path("xtserial_wooldridge").path("b"));
        tally.test("sm", tested, "modified_wald", d.path("xttest3_modified_wald"));
        correlations(frame, s.get("correlations"), tally);
    }

    private static void gretl(
            Frame frame, ModelSpec spec, Fit tested, JsonNode g, String entity, String time, Tally tally) {
        if (g.isMissingNode()) {
            return;
        }
        tally.test("gretl", tested, "white", g.path("white"));
        Fit pooled = Regression.fit(spec.withEstimator("ols"), frame);
        JsonNode extra = g.path("pooled").path("extra");
        tally.figure("gretl", pooled, "rss", extra.path(0));
        tally.figure("gretl", pooled, "aic", extra.path(4));
        tally.figure("gretl", pooled, "bic", extra.path(5));
        tally.same("gretl dw", tested.tests().get("panel_durbin_watson_gretl").statistic(), extra.path(6));
        Fit fe = Regression.fit(spec.withFormula(spec.formula() + " | " + entity), frame);
        JsonNode fixed = g.path("fe");
        tally.same(
                "gretl const",
                fe.figure("constant").orElse(Double.NaN),
                fixed.path("coef").path("(Intercept)"));
        tally.same(
                "gretl const se",
                fe.figure("constant_se").orElse(Double.NaN),
                fixed.path("se").path("(Intercept)"));
        tally.figure("gretl fe", fe, "r2", fixed.path("extra").path(1));
        tally.figure("gretl fe", fe, "log_lik", fixed.path("extra").path(2));
        tally.figure("gretl fe", fe, "aic", fixed.path("extra").path(3));
        tally.figure("gretl fe", fe, "bic", fixed.path("extra").path(4));
        Fit robust = Regression.fit(
                spec.withFormula(spec.formula() + " | " + entity).withCovariance("cluster:" + entity), frame);
        tally.same(
                "gretl robust const se",
                robust.figure("constant_se").orElse(Double.NaN),
                g.path("fe_robust_arellano").path("se").path("(Intercept)"));
        Fit re = Regression.fit(spec.withEstimator("re"), frame);
        JsonNode random = g.path("re_swar");
        tally.coefficients("gretl re", re, random.path("coef"), random);
        tally.figure("gretl re", re, "rss_untransformed", random.path("extra").path(0));
        tally.figure(
                "gretl re", re, "log_lik_untransformed", random.path("extra").path(1));
        Fit baltagi = Regression.fit(spec.withEstimator("re:swar"), frame);
        JsonNode chang = g.path("re_swar_baltagi_chang");
        tally.coefficients("gretl bc", baltagi, chang.path("coef"), chang);
        Fit nerlove = Regression.fit(spec.withEstimator("re:nerlove-gretl"), frame);
        tally.coefficients("gretl nerlove", nerlove, g.path("re_nerlove").path("coef"), g.path("re_nerlove"));
        JsonNode dummies = g.path("fe_time_dummies");
        if (dummies.has("coef")) {
            Fit both = Regression.fit(spec.withFormula(spec.formula() + " + i(" + time + ") | " + entity), frame);
            both.coefficients().stream().limit(2).forEach(c -> {
                tally.same(
                        "gretl dummies " + c.term(),
                        c.estimate(),
                        dummies.get("coef").path(c.term()));
                tally.same(
                        "gretl dummies se " + c.term(),
                        c.standardError(),
                        dummies.get("se").path(c.term()));
            });
            List<Coefficient> levels = both.coefficients().stream()
                    .filter(c -> c.term().startsWith(time + "::"))
                    .toList();
            for (int i = 0; i < levels.size(); i++) {
                String name = "dt_" + (i + 2);
                tally.same(
                        "gretl " + name,
                        levels.get(i).estimate(),
                        dummies.get("coef").path(name));
                tally.same(
                        "gretl se " + name,
                        levels.get(i).standardError(),
                        dummies.get("se").path(name));
            }
        }
    }
}
