package io.genisys.connector.model;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is frozen. A freeze holds for as long as it is here: the leader takes it out when its time is over.
 *
 * @param all of all services, also of those to come; empty: there is none
 * @param services of single ones
 */
public record Freezes(Optional<Freeze> all, Map<ServiceName, Freeze> services) {
    public static final Freezes NONE = new Freezes(Optional.empty(), Map.of());

    public Freezes {
        all = all == null ? Optional.empty() : all;
        services = services == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(services));
    }

    public boolean isFrozen(ServiceName service) {
        return all.isPresent() || services.containsKey(service);
    }

    /** The one that holds for a service: its own, or else that of all. */
    public Optional<Freeze> of(ServiceName service) {
        return Optional.ofNullable(services.get(service)).or(() -> all);
    }

    /** With that of one service, or of all if none is named, in place of the one before; empty: without it. */
    public Freezes with(Optional<ServiceName> service, Optional<Freeze> freeze) {
        if (service.isEmpty()) {
            return new Freezes(freeze, services);
        }
        Map<ServiceName, Freeze> others = new TreeMap<>(services);
        others.remove(service.get());
        freeze.ifPresent(one -> others.put(service.get(), one));
        return new Freezes(all, others);
    }

    /** Without those that end at one of these times. */
    Freezes without(Set<Instant> ends) {
        Predicate<Freeze> isOver =
                freeze -> freeze.until().filter(ends::contains).isPresent();
        Map<ServiceName, Freeze> left = new TreeMap<>(services);
        left.values().removeIf(isOver);
        return new Freezes(all.filter(isOver.negate()), left);
    }

    /** When they end by themselves. */
    Stream<Instant> ends() {
        return Stream.concat(all.stream(), services.values().stream()).flatMap(freeze -> freeze.until().stream());
    }
}
