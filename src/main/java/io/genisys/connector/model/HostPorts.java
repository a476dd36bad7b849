package io.genisys.connector.model;

import java.util.Optional;

/**
 * The ports of a host of which a mapping takes one: the first that is free.
 *
 * @param first 1 to 65535
 * @param last the same as the first if there is no choice
 */
public record HostPorts(int first, int last) {
    public static HostPorts of(int port) {
        return new HostPorts(port, port);
    }

    /** Empty if there is a choice. */
    public Optional<Integer> only() {
        return first == last ? Optional.of(first) : Optional.empty();
    }

    public int count() {
        return last - first + 1;
    }

    /** {@code 80} or {@code 8000-8010}. */
    public String text() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
