package io.genisys.connector.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What the configuration says about a host.
 *
 * @param labels what {@link Constraint}s ask for
 * @param maxContainers running containers, whosever they are, from which on the host takes no more; empty: no limit
 * @param address at which its published ports are reached from elsewhere; empty where that is not known
 */
public record HostProfile(Map<String, String> labels, OptionalInt maxContainers, Optional<String> address) {
    /** Nothing is said about it. */
    public static final HostProfile PLAIN = new HostProfile(Map.of(), OptionalInt.empty(), Optional.empty());

    public HostProfile {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        Objects.requireNonNull(maxContainers);
        Objects.requireNonNull(address);
    }
}
