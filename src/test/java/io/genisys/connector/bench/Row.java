package io.genisys.connector.bench;

import java.util.Optional;

/**
 * One measured thing.
 *
 * @param beside the same, done by another program
 */
record Row(String what, String unit, Samples ours, Optional<Beside> beside, Optional<Target> target) {
    /** @param name who did it, and how */
    record Beside(String name, Samples samples) {}

    static Row of(String what, String unit, Samples ours) {
        return new Row(what, unit, ours, Optional.empty(), Optional.empty());
    }

    Row beside(String name, Samples samples) {
        return new Row(what, unit, ours, Optional.of(new Beside(name, samples)), target);
    }

    Row atMost(double limit) {
        return held(Target.atMost(ours, limit, Numbers.text(limit) + " " + unit));
    }

    /** Nothing at all. */
    Row none() {
        return held(new Target("0", ours.map(value -> value == 0 ? 0 : Double.POSITIVE_INFINITY)));
    }

    /** At most this multiple of the other one's median. */
    Row ratioAtMost(double limit) {
        return held(Target.atMost(ours, limit * besideMedian(), Numbers.text(limit) + " x"));
    }

    /** At most this multiple of the other one's median, and this much more. */
    Row ratioAtMost(double limit, double more) {
        String text = Numbers.text(limit) + " x + " + Numbers.text(more) + " " + unit;
        return held(Target.atMost(ours, limit * besideMedian() + more, text));
    }

    Row ratioAtLeast(double limit) {
        return held(Target.atLeast(ours, limit * besideMedian(), Numbers.text(limit) + " x"));
    }

    /** Our median in terms of the other one's. */
    Optional<Double> ratio() {
        return beside.map(other -> ours.median() / other.samples().median());
    }

    private double besideMedian() {
        return beside.orElseThrow().samples().median();
    }

    private Row held(Target to) {
        return new Row(what, unit, ours, beside, Optional.of(to));
    }
}
