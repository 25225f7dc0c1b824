package almanac.mining.forecast;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How often intervals held on real panels: of every column of yearly numbers of CSV files the last three years are held out,
 * then the three before them, and so on; regions one by one and their sum. Not a test: it takes minutes. Arguments: regions
 * of a panel at most, held-out ends of a panel at most, then for each file {@code FILE REGION-COLUMN YEAR-COLUMN}.
 */
public final class HeldOutYears {
    private static final int HORIZON = 3;
    private static final int LEAST_YEARS = 11;

    /** Values met, inside the 80 % interval, inside the 95 % one: each region, their sum, the sum as if independent. */
    private final long[][] counts = new long[3][3];

    private HeldOutYears() {}

    public static void main(String[] arguments) throws IOException {
        HeldOutYears held = new HeldOutYears();
        int most = Integer.parseInt(arguments[0]);
        int ends = Integer.parseInt(arguments[1]);
        for (int i = 2; i < arguments.length; i += 3) {
            for (Map<String, Map<Integer, Double>> panel : panels(
                            Path.of(arguments[i]), arguments[i + 1], arguments[i + 2])
                    .values()) {
                held.panel(panel, most, ends);
            }
        }
        String[] names = {"regions", "sum of regions", "sum as if regions were independent"};
        for (int i = 0; i < names.length; i++) {
            long[] c = held.counts[i];
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d values, %.1f %% in the 80 %% intervals, %.1f %% in the 95 %% ones%n",
                    names[i],
                    c[0],
                    100.0 * c[1] / c[0],
                    100.0 * c[2] / c[0]);
        }
    }

    /** Column to region to year to value. */
    private static Map<String, Map<String, Map<Integer, Double>>> panels(Path file, String region, String year)
            throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        List<String> header = Arrays.asList(
                lines.get(0).replace("\uFEFF", "").replace("\"", "").split(",", -1));
        Map<String, Map<String, Map<Integer, Double>>> panels = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.replace("\"", "").split(",", -1);
            for (int j = 0; fields.length == header.size() && j < fields.length; j++) {
                String name = header.get(j);
                // numbers of rows and codes are no variables, the nation is no region
                if (!List.of(region, year, "rownames", "region", "").contains(name)
                        && !fields[header.indexOf(region)].equals("全国")
                        && fields[j].matches("-?\\d+(\\.\\d+)?")) {
                    panels.computeIfAbsent(name, k -> new TreeMap<>())
                            .computeIfAbsent(fields[header.indexOf(region)], k -> new TreeMap<>())
                            .put(Integer.valueOf(fields[header.indexOf(year)]), Double.valueOf(fields[j]));
                }
            }
        }
        return panels;
    }

    /** The longest stretch of years up to the last that at least five regions have without a gap. */
    private void panel(Map<String, Map<Integer, Double>> panel, int most, int ends) {
        int last = panel.values().stream()
                .mapToInt(path -> Collections.max(path.keySet()))
                .max()
                .orElse(0);
        for (int length = 30; length >= LEAST_YEARS + HORIZON; length--) {
            int from = last - length + 1;
            List<double[]> whole = new ArrayList<>();
            for (Map<Integer, Double> path : panel.values()) {
                if (new TreeSet<>(path.keySet()).subSet(from, last + 1).size() == length) {
                    double[] values = new double[length];
                    Arrays.setAll(values, t -> path.getOrDefault(from + t, Double.NaN));
                    whole.add(values);
                }
            }
            if (whole.size() >= PanelIntervals.LEAST) {
                int stride = Math.max(1, whole.size() / most);
                List<double[]> taken = new ArrayList<>();
                for (int r = 0; r < whole.size() && taken.size() < most; r += stride) {
                    taken.add(whole.get(r));
                }
                for (int end = 0; end < ends && length - HORIZON * (end + 1) >= LEAST_YEARS; end++) {
                    held(taken, length - HORIZON * (end + 1));
                }
                return;
            }
        }
    }

    private void held(List<double[]> paths, int known) {
        List<Forecasting> forecasts = new ArrayList<>();
        List<double[]> came = new ArrayList<>();
        for (double[] path : paths) {
            Forecasting.of(Arrays.copyOf(path, known), 1, HORIZON).ifPresent(forecast -> {
                forecasts.add(forecast);
                came.add(Arrays.copyOfRange(path, known, known + HORIZON));
            });
        }
        if (forecasts.size() < PanelIntervals.LEAST) {
            return;
        }
        PanelIntervals panel = PanelIntervals.of(forecasts, Collections.nCopies(forecasts.size(), 0));
        for (int h = 0; h < HORIZON; h++) {
            double sum = 0;
            double[] squares = new double[4];
            for (int r = 0; r < came.size(); r++) {
                Forecasting.Step step = panel.forecasts().get(r).steps().get(h);
                count(0, came.get(r)[h], step.low80(), step.high80(), step.low95(), step.high95());
                sum += came.get(r)[h];
                double[] halves = {
                    step.mean() - step.low80(),
                    step.high80() - step.mean(),
                    step.mean() - step.low95(),
                    step.high95() - step.mean()
                };
                for (int i = 0; i < halves.length; i++) {
                    squares[i] += halves[i] * halves[i];
                }
            }
            double mean = sum / came.size();
            Forecasting.Step all = panel.together().orElseThrow().get(h);
            count(1, mean, all.low80(), all.high80(), all.low95(), all.high95());
            double[] halves =
                    Arrays.stream(squares).map(s -> Math.sqrt(s) / came.size()).toArray();
            count(
                    2,
                    mean,
                    all.mean() - halves[0],
                    all.mean() + halves[1],
                    all.mean() - halves[2],
                    all.mean() + halves[3]);
        }
    }

    private void count(int of, double value, double low80, double high80, double low95, double high95) {
        counts[of][0]++;
        counts[of][1] += value >= low80 && value <= high80 ? 1 : 0;
        counts[of][2] += value >= low95 && value <= high95 ? 1 : 0;
    }
}
