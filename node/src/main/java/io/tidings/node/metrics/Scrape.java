package io.tidings.node.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.function.Consumer;

/**
 * The families of one scrape. For one thread.
 *
 * <p>Times are in seconds and sizes in bytes, as Prometheus' conventions have it; a counter's name is given without the
 * {@code _total} that goes out behind it.
 */
final class Scrape {
    private final MetricSnapshots.Builder families = MetricSnapshots.builder();

    /** Takes the values of one family; labels are names and values in turn, no set of them twice. */
    @FunctionalInterface
    interface Values {
        void value(double value, String... labels);

        /** Beyond 2^53 the last digits go, as in all of Prometheus. */
        default void value(long value, String... labels) {
            value((double) value, labels);
        }
    }

    /** Takes sums that have a count, such as seconds spent. */
    @FunctionalInterface
    interface Sums {
        void sum(long count, double sum, String... labels);
    }

    /** Takes distributions. */
    @FunctionalInterface
    interface Distributions {
        /** @param counts as many as there are bounds, each of what is above the bound before and not above its own */
        void distribution(double[] bounds, long[] counts, double sum, String... labels);
    }

    Scrape gauge(String name, String help, double value) {
        return gauges(name, help, to -> to.value(value));
    }

    Scrape gauge(String name, String help, long value) {
        return gauges(name, help, to -> to.value(value));
    }

    Scrape gauges(String name, String help, Consumer<Values> values) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
        values.accept((value, labels) -> family.dataPoint(GaugeDataPointSnapshot.builder()
                .value(value)
                .labels(Labels.of(labels))
                .build()));
        families.metricSnapshot(family.build());
        return this;
    }

    Scrape counters(String name, String help, Consumer<Values> values) {
        CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
        values.accept((value, labels) -> family.dataPoint(CounterDataPointSnapshot.builder()
                .value(value)
                .labels(Labels.of(labels))
                .build()));
        families.metricSnapshot(family.build());
        return this;
    }

    Scrape sums(String name, String help, Consumer<Sums> sums) {
        SummarySnapshot.Builder family = SummarySnapshot.builder().name(name).help(help);
        sums.accept((count, sum, labels) -> family.dataPoint(SummaryDataPointSnapshot.builder()
                .count(count)
                .sum(sum)
                .labels(Labels.of(labels))
                .build()));
        families.metricSnapshot(family.build());
        return this;
    }

    Scrape distributions(String name, String help, Consumer<Distributions> distributions) {
        HistogramSnapshot.Builder family =
                HistogramSnapshot.builder().name(name).help(help);
        distributions.accept((bounds, counts, sum, labels) -> family.dataPoint(HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
                .sum(sum)
                .labels(Labels.of(labels))
                .build()));
        families.metricSnapshot(family.build());
        return this;
    }

    MetricSnapshots families() {
        return families.build();
    }
}
