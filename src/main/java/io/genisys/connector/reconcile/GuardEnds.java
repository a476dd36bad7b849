package io.genisys.connector.reconcile;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.model.Freezes;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ends freezes and protections whose time is over, and protections of containers that are gone. Their ends are kept by
 * the wall clock, and are counted down from when they were first seen, as {@link Drains} does. Used from one context
 * only.
 */
final class GuardEnds {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final Shared shared;
    /** By the wall clock, and by the steady one. */
    private final Map<Instant, Instant> counted = new HashMap<>();

    private Set<String> missing = Set.of();
    private long timer = -1;
    private boolean hasEnded;

    GuardEnds(Shared shared) {
        this.shared = shared;
    }

    /** From now on. To be called again when something is frozen or protected. */
    void follow() {
        if (hasEnded) {
            return;
        }
        Set<Instant> ends = shared.catalog().guards().ends();
        counted.keySet().retainAll(ends);
        ends.forEach(end -> counted.computeIfAbsent(end, shared.common().clock()::fromTheWall));
        Instant now = shared.now();
        Set<Instant> over =
                ends.stream().filter(end -> !counted.get(end).isAfter(now)).collect(Collectors.toSet());
        if (!over.isEmpty()) {
            end(over, Set.of());
        }
        Optional<Instant> next =
                counted.values().stream().filter(end -> end.isAfter(now)).min(Instant::compareTo);
        followAfter(next.map(end -> Duration.between(now, end)).orElse(LONGEST));
    }

    private void followAfter(Duration time) {
        Duration atMost = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        Duration wait = atMost.compareTo(SHORTEST) < 0 ? SHORTEST : atMost;
        shared.vertx().cancelTimer(timer);
        timer = shared.vertx().setTimer(wait.toMillis() + 1, again -> {
            endOfGone();
            follow();
        });
    }

    void end() {
        hasEnded = true;
        shared.vertx().cancelTimer(timer);
    }

    /** A container that this node has not heard of yet may be the newest one: two looks have to miss it. */
    private void endOfGone() {
        Set<String> missingNow = missing();
        Set<String> gone = new HashSet<>(missingNow);
        gone.retainAll(missing);
        missing = missingNow;
        if (!gone.isEmpty()) {
            end(Set.of(), gone);
        }
    }

    private Set<String> missing() {
        Catalog catalog = shared.catalog();
        return shared.areAllHostsReady()
                ? catalog.guards().protections().entrySet().stream()
                        .filter(entry -> !isThere(entry.getValue().service(), entry.getKey()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private boolean isThere(ServiceName service, String container) {
        return shared.catalog()
                .find(service)
                .filter(entry -> shared.fleet().replicas(entry.definition()).stream()
                        .anyMatch(replica -> replica.id().equals(container)))
                .isPresent();
    }

    private void end(Set<Instant> over, Set<String> gone) {
        Freezes before = shared.catalog().freezes();
        shared.catalog().endGuards(over, gone).onSuccess(after -> tell(before, after.freezes()));
    }

    private void tell(Freezes before, Freezes after) {
        if (before.all().isPresent() && after.all().isEmpty()) {
            tell(What.SERVICES_UNFROZEN, Optional.empty());
        }
        before.services().keySet().stream()
                .filter(service -> !after.services().containsKey(service))
                .forEach(service -> tell(What.SERVICE_UNFROZEN, Optional.of(service)));
    }

    private void tell(What what, Optional<ServiceName> service) {
        shared.chronicle().tell(what, service.map(Subject::of).orElse(Subject.ALL), Cause.of("its time is over"));
    }
}
