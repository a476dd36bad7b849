package io.genisys.connector.metrics;

import io.genisys.connector.measure.Counter;
import io.genisys.connector.measure.Measures;
import io.genisys.connector.measure.Timing;
import io.genisys.connector.metrics.Families.Family;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;

/** What was counted and timed. */
final class MeasuredMetrics {
    private final Measures measures;

    MeasuredMetrics(Measures measures) {
        this.measures = measures;
    }

    void write(Families families) {
        for (Counter counter : Counter.values()) {
            write(counter, families);
        }
        for (Timing timing : Timing.values()) {
            write(timing, families);
        }
    }

    private void write(Counter counter, Families families) {
        Family<CounterDataPointSnapshot> family = families.counter(counter.metric(), counter.help(), counter.labels());
        measures.counters(counter).forEach((labels, count) -> Families.count(family, count.get(), labels));
    }

    private void write(Timing timing, Families families) {
        Family<HistogramDataPointSnapshot> family = families.histogram(timing.metric(), timing.help(), timing.labels());
        measures.timings(timing)
                .forEach((labels, histogram) ->
                        Families.record(family, histogram.bounds(), histogram.counts(), histogram.sum(), labels));
    }
}
