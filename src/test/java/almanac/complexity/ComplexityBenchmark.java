package almanac.complexity;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How the cost grows with the number of products, 240 places throughout. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ComplexityBenchmark {
    private static final int PLACES = 240;

    @Param({"1250", "2500", "5000", "10000"})
    public int products;

    private TradeMatrix matrix = new TradeMatrix(List.of(), List.of(), new double[0]);
    private Presence presence = new Presence(List.of(), List.of(), new double[0], true);
    private double[] quotients = new double[0];
    private double[] income = new double[0];
    private final Conventions conventions = Conventions.preset("reference");

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(5);
        double[] values = new double[PLACES * products];
        for (int c = 0; c < PLACES; c++) {
            for (int p = 0; p < products; p++) {
                boolean exported = random.nextDouble() < 1.2 - (double) c / PLACES + (double) p / products * 0.3;
                values[c * products + p] = exported ? Math.exp(6 * random.nextDouble()) : 0;
            }
        }
        matrix = new TradeMatrix(
                IntStream.range(0, PLACES).mapToObj(i -> "c" + i).toList(),
                IntStream.range(0, products).mapToObj(i -> "p" + i).toList(),
                values);
        quotients = LocationQuotient.of(matrix);
        presence = Presence.of(matrix, quotients, 1, false);
        income = IntStream.range(0, PLACES).mapToDouble(i -> 500 + 100 * i).toArray();
    }

    @Benchmark
    public Object prodyAndExpy() {
        return Expy.of(matrix, Prody.of(matrix, income, Prody.Weights.HHR));
    }

    @Benchmark
    public Object eci() {
        return ComplexityIndex.of(presence, conventions, presence.diversity());
    }

    @Benchmark
    public Object densityAndOutlook() {
        ComplexityIndex index = ComplexityIndex.of(presence, conventions, presence.diversity());
        return Relatedness.of(presence, index, quotients, conventions);
    }

    @Benchmark
    public Object fitness() {
        return Fitness.of(presence, 200, 1);
    }
}
