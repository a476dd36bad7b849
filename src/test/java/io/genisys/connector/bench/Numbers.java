package io.genisys.connector.bench;

import java.util.Locale;

/** How numbers are written: with three digits that count. */
final class Numbers {
    private Numbers() {}

    static String text(double value) {
        return String.format(Locale.ROOT, value >= 100 || value == 0 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** The median, and from where to where the values reach. */
    static String text(Samples samples) {
        String median = text(samples.median());
        return samples.values().size() == 1
                ? median
                : median + " (" + text(samples.min()) + " to " + text(samples.max()) + ")";
    }
}
