package io.genisys.connector.plan;

import io.genisys.connector.model.Replica;
import io.genisys.connector.model.UpdateConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How many containers of each kind there are during an update. */
final class Headcount {
    private final Observation seen;
    private final Update update;
    private final UpdateConfig config;
    private final Sides sides;
    private final Census of;
    private final Census ofBefore;

    Headcount(Observation seen, Update update, Sides sides) {
        this.seen = seen;
        this.update = update;
        this.config = update.config(seen.wanted().definition());
        this.sides = sides;
        this.of = new Census(sides.target());
        this.ofBefore = new Census(sides.before());
    }

    int number() {
        return seen.wanted().goal().number();
    }

    /** New ones that count, no more than are wanted. */
    int good() {
        return Math.min(number(), of.count(this::isGood));
    }

    private boolean isGood(Replica replica) {
        return goodAt(replica).filter(at -> !at.isAfter(seen.now())).isPresent();
    }

    /** When one that may count later will. */
    private Optional<Instant> goodAt(Replica replica) {
        Duration monitor = update.monitor(config);
        if (!of.isStaying(replica) || !replica.container().isReady()) {
            return Optional.empty();
        }
        return replica.isOurs()
                ? update.watched().goodAt(replica, monitor)
                : Optional.of(of.isUnproven(replica) ? Instant.MAX : Instant.MIN);
    }

    /** New ones, good or on their way to it. */
    int made() {
        return of.count(of::isStaying) + sides.target().underWay().starting().size();
    }

    /** Others that are good, or on their way to it. */
    int before() {
        return ofBefore.count(ofBefore::isStaying)
                + sides.before().underWay().starting().size();
    }

    /** Others that are good and being stopped: they run, but not for long. */
    int ending() {
        return ofBefore.ending();
    }

    /** New ones that are good and being stopped. */
    int endingOfTarget() {
        return of.ending();
    }

    /** Others that run, and are good for nothing. */
    int sick() {
        return ofBefore.count(replica -> Census.runs(replica) && !Census.isHealthy(replica));
    }

    /** Whether one of the new ones that was made for it is good. */
    boolean isProof() {
        return of.count(replica -> replica.isOurs() && isGood(replica)) > 0;
    }

    /** Whether one of the others is still there, or about to be; what a silent host has does not count. */
    boolean isAnyLeft() {
        return !sides.before().underWay().starting().isEmpty()
                || sides.before().replicas().stream()
                        .anyMatch(replica -> !replica.container().hasEnded() && isOnReadyHost(replica));
    }

    private boolean isOnReadyHost(Replica replica) {
        return seen.hosts().find(replica.host()).filter(HostState::isReady).isPresent();
    }

    /** When one of the new ones will have become good by itself, or will have failed. */
    Optional<Instant> next() {
        List<Replica> made = sides.target().replicas();
        return made.stream()
                .flatMap(replica ->
                        goodAt(replica).or(() -> update.watched().patienceEnds(replica, seen, config)).stream())
                .filter(at -> at.isAfter(seen.now()) && at.isBefore(Instant.MAX))
                .min(Instant::compareTo);
    }
}
