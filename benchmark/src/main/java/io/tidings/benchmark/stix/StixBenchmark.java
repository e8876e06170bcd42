package io.tidings.benchmark.stix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the JMH benchmarks and prints what was wanted and what was found; ends with 1 if a figure is missed. Arguments are
 * files to read beside the indicators that are made.
 */
public final class StixBenchmark {
    private StixBenchmark() {}

    /**
     * A figure.
     *
     * @param feed of the benchmarks of reading, else the parameter's value, or empty
     * @param wanted zero where nothing is
     */
    private record Figure(String label, String benchmark, String feed, Unit unit, double wanted) {
        boolean isOf(RunResult result) {
            boolean sameParameter = result.getParams().getParamsKeys().stream()
                    .allMatch(key -> result.getParams().getParam(key).equals(feed));
            return result.getParams().getBenchmark().endsWith("." + benchmark) && sameParameter;
        }
    }

    private enum Unit {
        MEGABYTES_A_SECOND("MB/s"),
        OBJECTS_A_SECOND("objects/s"),
        MICROSECONDS("µs"),
        MILLISECONDS("ms");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        /** @param operations a second */
        double of(double operations, String feed) {
            return switch (this) {
                case MEGABYTES_A_SECOND -> operations * Feed.named(feed).length / 1e6;
                case OBJECTS_A_SECOND -> operations;
                case MICROSECONDS -> 1e6 / operations;
                case MILLISECONDS -> 1e3 / operations;
            };
        }

        boolean isReached(double found, double wanted) {
            boolean more = this == MEGABYTES_A_SECOND || this == OBJECTS_A_SECOND;
            return wanted == 0 || (more ? found >= wanted : found <= wanted);
        }
    }

    public static void main(String[] files) throws RunnerException {
        Collection<RunResult> results = run(files);
        System.out.printf("%n%-52s %12s %12s %12s%n", "one core", "wanted", "found", "by clock");
        boolean reached = true;
        for (Figure figure : figures(files)) {
            Optional<RunResult> result = results.stream().filter(figure::isOf).findFirst();
            reached &= result.isPresent() && print(figure, result.get());
        }
        System.out.printf(
                "%n\"found\" is for a second of processor time, that of the collector and the compiler included;"
                        + " \"by clock\" is less where the machine has other work.%n");
        System.exit(reached ? 0 : 1);
    }

    private static Collection<RunResult> run(String[] files) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(StixBenchmark.class.getPackageName())
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .forks(1)
                .warmupIterations(12)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-Xmx512m", "-XX:+UseSerialGC")
                .addProfiler(ProcessorTime.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.NORMAL);
        List<String> feeds = new ArrayList<>(List.of("600", "1500"));
        feeds.addAll(List.of(files));
        return new Runner(options.param("feed", feeds.toArray(new String[0])).build()).run();
    }

    private static List<Figure> figures(String[] files) {
        List<Figure> figures = new ArrayList<>();
        Unit speed = Unit.MEGABYTES_A_SECOND;
        for (String bytes : List.of("600", "1500")) {
            String what = ", indicators of " + bytes + " bytes";
            figures.add(new Figure("heads and slices" + what, "ReadingBenchmark.array", bytes, speed, 300));
            figures.add(new Figure("the same from a stream", "ReadingBenchmark.stream", bytes, speed, 0));
            figures.add(new Figure("canonical form", "ReadingBenchmark.canonical", bytes, speed, 0));
            figures.add(new Figure(
                    "validation" + what, "ValidationBenchmark.validate", bytes, Unit.OBJECTS_A_SECOND, 100_000));
            figures.add(new Figure(
                    "comparison in a bundle", "ValidationBenchmark.compare", bytes, Unit.OBJECTS_A_SECOND, 0));
        }
        for (String file : files) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            figures.add(new Figure("heads and slices, " + name, "ReadingBenchmark.array", file, speed, 300));
        }
        figures.add(new Figure("pattern: parse", "PatternBenchmark.parse", "", Unit.MICROSECONDS, 10));
        figures.add(new Figure("pattern: check", "PatternBenchmark.check", "", Unit.MICROSECONDS, 0));
        figures.add(new Figure("pattern: compile", "PatternBenchmark.compile", "", Unit.MICROSECONDS, 0));
        for (MatchingBenchmark.Test test : MatchingBenchmark.Test.values()) {
            String label = "10,000 patterns with " + test.name() + ", one observation";
            figures.add(new Figure(label, "MatchingBenchmark.match", test.name(), Unit.MILLISECONDS, 5));
        }
        return figures;
    }

    private static boolean print(Figure figure, RunResult result) {
        double byClock = result.getPrimaryResult().getScore();
        double cores = Objects.requireNonNull(result.getSecondaryResults().get(ProcessorTime.CORES))
                .getScore();
        double found = figure.unit().of(byClock / cores, figure.feed());
        boolean reached = figure.unit().isReached(found, figure.wanted());
        System.out.printf(
                Locale.ROOT,
                "%-52s %12s %12s %12s %-10s%s%n",
                figure.label(),
                figure.wanted() == 0 ? "" : number(figure.wanted()),
                number(found),
                number(figure.unit().of(byClock, figure.feed())),
                figure.unit().text,
                reached ? "" : "MISSED");
        return reached;
    }

    private static String number(double value) {
        return value >= 100 ? "%,.0f".formatted(value) : "%.2f".formatted(value);
    }
}
