package io.genisys.connector.bench;

/**
 * What a measurement is held to.
 *
 * @param text such as {@code <= 1000 ms}
 * @param shares how much of the limit each value takes: 1 is the limit itself, less is better
 */
record Target(String text, Samples shares) {
    static Target atMost(Samples values, double limit, String text) {
        return new Target("<= " + text, values.map(value -> value / limit));
    }

    static Target atLeast(Samples values, double limit, String text) {
        return new Target(">= " + text, values.map(value -> limit / value));
    }

    boolean isMet() {
        return shares.median() <= 1;
    }
}
