package io.genisys.connector.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What is said about a host, mostly by the configuration.
 *
 * @param labels what {@link Constraint}s ask for
 * @param maxContainers running containers, whosever they are, from which on the host takes no more; empty: no limit
 * @param address at which its published ports are reached from elsewhere; empty if that is not known
 * @param isAwaited whether nothing is started anywhere before it has answered once or is lost, as what it has may be
 *     running since before the connector started; a host that is added later holds up none
 */
public record HostProfile(
        Map<String, String> labels, OptionalInt maxContainers, Optional<String> address, boolean isAwaited) {
    /** Nothing is said about it. */
    public static final HostProfile PLAIN = new HostProfile(Map.of(), OptionalInt.empty(), Optional.empty());

    public HostProfile {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        Objects.requireNonNull(maxContainers);
        Objects.requireNonNull(address);
    }

    /** Of a host that was there from the start. */
    public HostProfile(Map<String, String> labels, OptionalInt maxContainers, Optional<String> address) {
        this(labels, maxContainers, address, true);
    }

    /** The same, at that address if none is known. */
    public HostProfile reachedAt(String other) {
        return new HostProfile(labels, maxContainers, address.or(() -> Optional.of(other)), isAwaited);
    }

    /** The same, of a host that is awaited, or is not. */
    public HostProfile awaited(boolean isIt) {
        return new HostProfile(labels, maxContainers, address, isIt);
    }
}
