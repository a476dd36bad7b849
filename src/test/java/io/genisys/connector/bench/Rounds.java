package io.genisys.connector.bench;

/**
 * How often something is measured: as often as wished, but once only where another round would probably not end in
 * time.
 */
record Rounds(int most, double seconds) {
    void run(Runnable round) {
        Stopwatch all = new Stopwatch();
        double longest = 0;
        for (int i = 0; i < most && (i == 0 || all.seconds() + longest <= seconds); i++) {
            longest = Math.max(longest, Stopwatch.seconds(round));
        }
    }
}
