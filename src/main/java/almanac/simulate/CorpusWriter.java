package almanac.simulate;

import almanac.model.Diagnostic;
import almanac.model.EnvironmentTrouble;
import almanac.simulate.Fact.Placed;
import almanac.simulate.SimulationPlan.BookPlan;
import almanac.simulate.SimulationPlan.CommuniquePlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a corpus: draws the economy, prints every edition of every book, writes the truth and the list of sources. */
public final class CorpusWriter {
    /** A folder cannot be written. */
    static final Diagnostic.Code UNWRITABLE =
            new Diagnostic.Code("ALM-8003", Diagnostic.Severity.ERROR, "the corpus cannot be written");

    private static final String LICENCE = "CC0-1.0";

    /** Draws that are tried before giving up; each has a seed of its own, so that the result is the same every time. */
    private static final int ATTEMPTS = 20;

    private static final long SEED_STEP = 7919;

    private final SimulationPlan plan;
    private final PublishedTables published;

    public CorpusWriter(SimulationPlan plan, PublishedTables published) {
        this.plan = plan;
        this.published = published;
    }

    /**
     * What a run made.
     *
     * @param documents how many files that hold statistics
     * @param figures printed statistics, missing marks among them
     * @param bytes size of all files
     * @param reproduced printed coefficients, t values and constants that the panel reproduces to the last decimal
     * @param figuresPublished how many of those the paper prints
     * @param correlations largest distance of a correlation from its printed value, in half units of its last decimal
     */
    public record Made(
            int documents, int figures, long bytes, int reproduced, int figuresPublished, double correlations) {}

    /**
     * Writes the corpus under a folder; files of an earlier run with the same names are replaced.
     *
     * @param editions number of editions of each book, 0 for as many as the plan says
     * @param noise from 0 (clean) to 1 (as bad as real books get)
     */
    public Made write(Path folder, int editions, double noise) {
        List<Edition> all = new ArrayList<>();
        for (BookPlan book : plan.books()) {
            all.addAll(Edition.of(book, plan.firstYear(), editions > 0 ? editions : book.editions()));
        }
        Drawn drawn = draw(all);
        Ledger ledger = drawn.ledger();
        TableSetter setter = new TableSetter(plan, ledger);
        CommuniquePress communiques = new CommuniquePress(plan, ledger);

        Map<String, byte[]> files = new TreeMap<>();
        List<Placed> placed = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        try {
            for (Edition edition : all) {
                List<PrintedTable> tables = setter.set(edition);
                if (noise > 0) {
                    tables = new Noise(plan.seed(), noise).spoil(edition, tables);
                }
                byte[] file = Press.of(edition.format(), plan).print(edition, tables, placed);
                files.put(edition.path(), file);
                files.put(
                        edition.path() + ".almanac.yaml",
                        sidecar(
                                edition.book().name().zh() + " " + edition.cover(),
                                edition.book().publisher().zh(),
                                String.valueOf(edition.cover()),
                                regionOf(edition)));
                sources.add(
                        source(edition.path(), file, edition.book().publisher().zh(), edition.cover()));
            }
            for (CommuniquePlan communique : plan.communiques()) {
                byte[] file = communiques.print(communique, placed);
                String path = communiques.path(communique);
                files.put(path, file);
                files.put(
                        path + ".almanac.yaml",
                        sidecar(
                                communiques.title(communique),
                                communiques.publisher(communique),
                                String.valueOf(communique.year() + 1),
                                ""));
                sources.add(source(path, file, communiques.publisher(communique), communique.year() + 1));
            }
        } catch (IOException trouble) {
            throw unwritable(folder, trouble);
        }
        sources.sort(null);
        files.put(
                "SOURCES.csv",
                lines("path,sha256,publisher,year,licence", sources).getBytes(StandardCharsets.UTF_8));
        files.put("truth.csv", truth(placed).getBytes(StandardCharsets.UTF_8));
        long bytes = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            try {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.toAbsolutePath().getParent());
                Files.write(path, file.getValue());
            } catch (IOException trouble) {
                throw unwritable(folder.resolve(file.getKey()), trouble);
            }
            bytes += file.getValue().length;
        }
        return made(all.size() + plan.communiques().size(), placed.size(), bytes, drawn.variables(), drawn.complete());
    }

    private record Drawn(Ledger ledger, List<double[]> variables, boolean[] complete) {}

    /** Draws until an economy can be: chance may ask for a quotient below zero or a basket beyond all products. */
    private Drawn draw(List<Edition> editions) {
        TargetMoments target = new MomentRecovery(published, plan.anchor(), plan.anchorMean()).recover();
        for (int attempt = 0; ; attempt++) {
            SimulationPlan tried = attempt == 0 ? plan : plan.withSeed(plan.seed() + (long) attempt * SEED_STEP);
            Ledger ledger = new Ledger();
            TableSetter setter = new TableSetter(tried, ledger);
            editions.forEach(setter::announce);
            new CommuniquePress(tried, ledger).announce();
            EconomyDraw draw = new EconomyDraw(tried, target, ledger);
            try {
                return new Drawn(ledger, draw.draw(), draw.complete());
            } catch (IllegalArgumentException impossible) {
                if (attempt == ATTEMPTS) {
                    throw impossible;
                }
            }
        }
    }

    private Made made(int documents, int figures, long bytes, List<double[]> variables, boolean[] complete) {
        List<double[]> sample = new ArrayList<>();
        for (double[] variable : variables) {
            double[] kept = new double[plan.completeRows()];
            int next = 0;
            for (int row = 0; row < variable.length; row++) {
                if (complete[row]) {
                    kept[next++] = variable[row];
                }
            }
            sample.add(kept);
        }
        TargetMoments moments = TargetMoments.of(published.order(), sample);
        double worst = 0;
        for (int i = 1; i < published.order().size(); i++) {
            for (int j = 0; j < i; j++) {
                worst = Math.max(
                        worst,
                        Math.abs(new MomentRecovery.Figure(
                                        "r", published.correlations().get(i - 1).get(j), moments.correlations()[i][j])
                                .distance()));
            }
        }
        List<MomentRecovery.Figure> printed = MomentRecovery.figures(published, moments);
        int reproduced =
                (int) printed.stream().filter(f -> Math.abs(f.distance()) <= 1).count();
        return new Made(documents, figures, bytes, reproduced, printed.size(), worst);
    }

    /**
     * Refuses a file where the corpus is to be a folder.
     *
     * @throws EnvironmentTrouble with ALM-8003
     */
    public static void refuseFile(Path out) {
        if (Files.isRegularFile(out)) {
            throw unwritable(out, new FileAlreadyExistsException(out.toString()));
        }
    }

    private static EnvironmentTrouble unwritable(Path path, IOException trouble) {
        return new EnvironmentTrouble(
                Diagnostic.of(
                        UNWRITABLE,
                        path.toString(),
                        "the corpus cannot be written: " + EnvironmentTrouble.reason(trouble),
                        "choose another folder with --out, or make room"),
                trouble);
    }

    /** A book about the nation alone names no place in its tables: its sidecar does. */
    private String regionOf(Edition edition) {
        return edition.book().tables().stream().allMatch(t -> t.rows().equals("year"))
                ? plan.nation().code()
                : "";
    }

    private static byte[] sidecar(String title, String publisher, String vintage, String region) {
        StringBuilder text = new StringBuilder();
        text.append("title: \"").append(title).append("\"\n");
        text.append("publisher: \"").append(publisher).append("\"\n");
        text.append("vintage: \"").append(vintage).append("\"\n");
        text.append("licence: ").append(LICENCE).append('\n');
        text.append("simulated: true\n");
        if (!region.isEmpty()) {
            text.append("region: ").append(region).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String source(String path, byte[] file, String publisher, int year) {
        return String.join(",", path, sha256(file), publisher, String.valueOf(year), LICENCE);
    }

    static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String truth(List<Placed> placed) {
        List<String> rows = new ArrayList<>();
        for (Placed place : placed) {
            Fact fact = place.fact();
            rows.add(String.join(
                    ",",
                    List.of(
                            place.document(),
                            place.page(),
                            place.cell(),
                            quoted(fact.entityLabel()),
                            fact.entityId(),
                            fact.entityKind(),
                            quoted(fact.indicatorLabel()),
                            fact.indicatorId(),
                            quoted(fact.qualifiers()),
                            fact.measure(),
                            fact.period(),
                            fact.value(),
                            fact.stored(),
                            quoted(fact.unitLabel()))));
        }
        return lines(
                "document,page,cell,entity_label,entity_id,entity_kind,indicator_label,indicator_id,qualifiers,"
                        + "measure,period,value,value_stored,unit_label",
                rows);
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String lines(String head, List<String> rows) {
        return head + "\n" + String.join("\n", rows) + (rows.isEmpty() ? "" : "\n");
    }
}
