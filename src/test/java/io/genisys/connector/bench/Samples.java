package io.genisys.connector.bench;

import java.util.ArrayList;
import java.util.List;

/** The measured values of one thing. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return values.stream().mapToDouble(v -> v).min().orElseThrow();
    }

    double max() {
        return values.stream().mapToDouble(v -> v).max().orElseThrow();
    }

    /** The same values, each with so much added. */
    Samples plus(double more) {
        Samples sum = new Samples();
        values.forEach(value -> sum.add(value + more));
        return sum;
    }

    List<Double> values() {
        return List.copyOf(values);
    }
}
