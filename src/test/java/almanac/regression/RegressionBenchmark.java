package almanac.regression;

import almanac.model.Column;
import almanac.model.Fit;
import almanac.model.Frame;
import almanac.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A study's five nested models, and a million rows with two absorbed effects. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class RegressionBenchmark {
    private Frame study = new Frame(List.of());
    private Frame million = new Frame(List.of());

    private static Frame frame(int rows, int units, int periods, int regressors) {
        SplittableRandom random = new SplittableRandom(1);
        boolean[] present = new boolean[rows];
        java.util.Arrays.fill(present, true);
        double[] unit = new double[rows];
        double[] period = new double[rows];
        double[] y = new double[rows];
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            unit[i] = random.nextInt(units);
            period[i] = 2000 + random.nextInt(periods);
            y[i] = unit[i] / units + period[i] / 100 + random.nextDouble();
        }
        for (int j = 1; j <= regressors; j++) {
            double[] x = new double[rows];
            for (int i = 0; i < rows; i++) {
                x[i] = random.nextDouble();
                y[i] += j * x[i];
            }
            columns.add(new Column.Doubles("x" + j, x, present));
        }
        columns.add(new Column.Doubles("unit", unit, present));
        columns.add(new Column.Doubles("year", period, present));
        columns.add(new Column.Doubles("y", y, present));
        return new Frame(columns);
    }

    /** 166 rows as in the founding study; 1,000,000 for speed. */
    @Setup
    public void data() {
        study = frame(166, 11, 18, 5);
        million = frame(1_000_000, 50_000, 20, 10);
    }

    @Benchmark
    public List<Fit> fiveNestedModels() {
        return Regression.fitAll(List.of(ModelSpec.of("y ~ csw(x1, x2, x3, x4, x5)")), study, false);
    }

    @Benchmark
    public Fit millionRowsTwoWay() {
        return Regression.fit(
                ModelSpec.of("y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 | unit + year")
                        .withCovariance("cluster:unit"),
                million);
    }
}
