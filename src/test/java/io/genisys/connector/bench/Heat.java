package io.genisys.connector.bench;

import io.genisys.connector.testing.DockerDaemon;
import java.util.function.Function;

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

    /** The same, after which nothing is left. */
    void measureAll(int number, DockerDaemon engine) {
        measure(number);
        String left = engine.cli("ps", "-aq");
        Bench.check(left.isEmpty(), "containers are left: " + left);
    }

    /** @param which of the two times */
    Row beside(String what, Heat other, Function<Heat, Samples> which) {
        return beside(what, other, which, other.contender().toString());
    }

    /** @param name who the other one is */
    Row beside(String what, Heat other, Function<Heat, Samples> which, String name) {
        return Row.of(what, "s", which.apply(this)).beside(name, which.apply(other));
    }
}
