package io.genisys.connector.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;

/** The metrics of one scrape, as they are written down one after the other. Used from one thread only. */
final class Families {
    private final List<Family<?>> all = new ArrayList<>();
    private final List<MetricSnapshot> infos = new ArrayList<>();

    Family<GaugeDataPointSnapshot> gauge(String name, String help, String... labels) {
        return add(new Family<>(labels, points -> new GaugeSnapshot(new MetricMetadata(name, help), points)));
    }

    /** @param name without {@code _total} */
    Family<CounterDataPointSnapshot> counter(String name, String help, List<String> labels) {
        return add(new Family<>(
                labels.toArray(String[]::new), points -> new CounterSnapshot(new MetricMetadata(name, help), points)));
    }

    Family<HistogramDataPointSnapshot> histogram(String name, String help, List<String> labels) {
        return add(new Family<>(
                labels.toArray(String[]::new),
                points -> new HistogramSnapshot(new MetricMetadata(name, help), points)));
    }

    /** @param name without {@code _info} */
    void info(String name, String help, String label, String value) {
        infos.add(new InfoSnapshot(
                new MetricMetadata(name, help), List.of(new InfoDataPointSnapshot(Labels.of(label, value)))));
    }

    private <P> Family<P> add(Family<P> family) {
        all.add(family);
        return family;
    }

    static void set(Family<GaugeDataPointSnapshot> gauge, double value, String... labels) {
        gauge.points.add(new GaugeDataPointSnapshot(value, gauge.labels(labels), null));
    }

    static void count(Family<CounterDataPointSnapshot> counter, long value, List<String> labels) {
        counter.points.add(
                new CounterDataPointSnapshot((double) value, counter.labels(labels.toArray(String[]::new)), null, 0L));
    }

    /** @param sum in seconds */
    static void record(
            Family<HistogramDataPointSnapshot> histogram,
            double[] bounds,
            long[] counts,
            double sum,
            List<String> labels) {
        histogram.points.add(new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(bounds, counts),
                sum,
                histogram.labels(labels.toArray(String[]::new)),
                Exemplars.EMPTY,
                0L));
    }

    /** Those that have a value. */
    MetricSnapshots snapshots() {
        List<MetricSnapshot> some = new ArrayList<>(infos);
        all.stream()
                .filter(family -> !family.points.isEmpty())
                .map(Family::snapshot)
                .forEach(some::add);
        return new MetricSnapshots(some);
    }

    /** One metric, with a value for each set of labels. */
    static final class Family<P> {
        private final String[] names;
        private final Maker<P> maker;
        private final List<P> points = new ArrayList<>();

        private Family(String[] names, Maker<P> maker) {
            this.names = names;
            this.maker = maker;
        }

        private Labels labels(String... values) {
            return values.length == 0 ? Labels.EMPTY : Labels.of(names, values);
        }

        private MetricSnapshot snapshot() {
            return maker.of(points);
        }
    }

    @FunctionalInterface
    private interface Maker<P> {
        MetricSnapshot of(List<P> points);
    }
}
