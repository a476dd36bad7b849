package io.genisys.connector.bench;

/** One contender, and how long it took so far, in seconds. */
record Heat(Contender contender, Samples up, Samples down) {
    static Heat of(Contender contender) {
        return new Heat(contender, new Samples(), new Samples());
    }

    /** Up to the number and down again. */
    void measure(int number) {
        up.add(Stopwatch.seconds(() -> contender.up(number)));
        down.add(Stopwatch.seconds(contender::down));
    }
}
