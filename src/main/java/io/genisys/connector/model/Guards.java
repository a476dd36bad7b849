package io.genisys.connector.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What callers hold still or keep from being stopped.
 *
 * @param protections by the ids of containers, those that callers asked for; a label of a container is not among them
 */
public record Guards(Freezes freezes, Map<String, Protection> protections) {
    public static final Guards NONE = new Guards(Freezes.NONE, Map.of());
    /** Containers that may be protected at once, of all services. */
    public static final int MOST_PROTECTED = 1_000;

    public Guards {
        freezes = freezes == null ? Freezes.NONE : freezes;
        protections = protections == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(protections));
    }

    public Guards with(Freezes next) {
        return new Guards(next, protections);
    }

    /** With that of a container in place of the one before; empty: without it. */
    public Guards with(String container, Optional<Protection> protection) {
        Map<String, Protection> others = new TreeMap<>(protections);
        others.remove(container);
        protection.ifPresent(one -> others.put(container, one));
        return new Guards(freezes, others);
    }

    /** Without what was said of a service, which is there no more. */
    public Guards without(ServiceName service) {
        Map<String, Protection> others = new TreeMap<>(protections);
        others.values().removeIf(protection -> protection.service().equals(service));
        return new Guards(freezes.with(Optional.of(service), Optional.empty()), others);
    }

    /**
     * Until when a container is protected, by a caller or by its label; empty if it is not. What a caller asked for
     * holds for as long as it is here: the leader takes it out when its time is over.
     */
    public Optional<Instant> protectedUntil(Container container, Instant wall) {
        return Stream.concat(
                        Optional.ofNullable(protections.get(container.id())).map(Protection::until).stream(),
                        container.run().protectedUntil().filter(end -> end.isAfter(wall)).stream())
                .max(Instant::compareTo);
    }

    /** Without what ends at one of these times, and without containers that are gone. */
    public Guards without(Set<Instant> ends, Set<String> gone) {
        Map<String, Protection> left = new TreeMap<>(protections);
        left.values().removeIf(protection -> ends.contains(protection.until()));
        left.keySet().removeAll(gone);
        return new Guards(freezes.without(ends), left);
    }

    /** When these end by themselves. */
    public Set<Instant> ends() {
        return Stream.concat(freezes.ends(), protections.values().stream().map(Protection::until))
                .collect(Collectors.toSet());
    }
}
