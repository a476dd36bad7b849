package io.genisys.connector.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a program of a test runs.
 *
 * @param enter the words before each command that is to run there; none for this machine
 * @param address by which the test reaches it
 */
public record Machine(List<String> enter, String address) {
    /** Where the test itself runs. */
    public static final Machine THIS = new Machine(List.of(), "127.0.0.1");

    public Machine {
        enter = List.copyOf(enter);
    }

    boolean isThis() {
        return enter.isEmpty();
    }

    List<String> command(List<String> words) {
        List<String> all = new ArrayList<>(enter);
        all.addAll(words);
        return all;
    }

    void run(String... words) {
        Shell.run(command(List.of(words)));
    }
}
