package io.genisys.connector.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The measured values of one thing. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    static Samples of(double value) {
        Samples one = new Samples();
        one.add(value);
        return one;
    }

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

    /** Other values, each made from one of these. */
    Samples map(DoubleUnaryOperator by) {
        Samples made = new Samples();
        values.forEach(value -> made.add(by.applyAsDouble(value)));
        return made;
    }

    List<Double> values() {
        return List.copyOf(values);
    }
}
