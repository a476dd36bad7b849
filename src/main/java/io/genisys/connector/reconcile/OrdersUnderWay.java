package io.genisys.connector.reconcile;

import io.genisys.connector.bus.OrderOutcome;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.Edition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.plan.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The orders of one service that are under way. One stays so after its outcome came, until the fleet knows the report
 * in which its effect shows: what was ordered is never counted twice, and never not at all. A report that never comes
 * is waited for no longer than {@link #LONGEST_WAIT}.
 */
final class OrdersUnderWay {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Fleet fleet;
    private final StartsUnderWay ofAll;
    private final StartsUnderWay own = new StartsUnderWay(() -> {});
    private final Map<Placement, SentOrder> starts = new HashMap<>();
    private final Map<String, SentOrder> stops = new HashMap<>();

    /** @param ofAll in which the starts of all services are counted */
    OrdersUnderWay(Fleet fleet, StartsUnderWay ofAll) {
        this.fleet = fleet;
        this.ofAll = ofAll;
    }

    SentOrder started(StartsUnderWay.Start start, Instant orderedAt) {
        SentOrder sent = sent(start.host(), orderedAt);
        sent.start = Optional.of(start);
        starts.put(new Placement(start.host(), start.slot()), sent);
        ofAll.began(start);
        own.began(start);
        return sent;
    }

    SentOrder stopped(Replica replica, Instant orderedAt) {
        SentOrder sent = sent(replica.host(), orderedAt);
        stops.put(replica.id(), sent);
        return sent;
    }

    private SentOrder sent(HostName host, Instant orderedAt) {
        return new SentOrder(
                host, fleet.host(host).map(view -> view.report().incarnation()).orElse(0L), orderedAt);
    }

    /** The outcome is not known, and will never be. */
    void lost(SentOrder sent) {
        starts.entrySet().removeIf(start -> start.getValue() == sent && endStart(sent));
        stops.values().removeIf(stop -> stop == sent && stop.end());
    }

    private boolean endStart(SentOrder sent) {
        sent.start.ifPresent(start -> {
            ofAll.ended(start);
            own.ended(start);
        });
        return sent.end();
    }

    /**
     * Forgets those whose effect the fleet knows, or should have known for long, and those on hosts that are lost, no
     * longer there, or driven by another driver: its reports show what became of them.
     *
     * @param there all that the fleet knows of the service
     * @return what was done, as the host says, and does not show
     */
    Unseen settle(List<Replica> there, Instant now) {
        Unseen unseen = new Unseen(new HashMap<>(), new HashSet<>());
        Shown shown = new Shown(there);
        starts.entrySet().removeIf(start -> isSettled(start.getValue(), now) && settleStart(start, shown, unseen));
        stops.entrySet().removeIf(stop -> isSettled(stop.getValue(), now) && settleStop(stop, shown, unseen));
        return unseen;
    }

    private boolean settleStart(Map.Entry<Placement, SentOrder> start, Shown shown, Unseen unseen) {
        SentOrder sent = start.getValue();
        if (sent.isDone() && isToBeSeen(sent) && !shown.placements().contains(start.getKey())) {
            unseen.starts().put(start.getKey(), sent.orderedAt);
        }
        return endStart(sent);
    }

    private boolean settleStop(Map.Entry<String, SentOrder> stop, Shown shown, Unseen unseen) {
        String stopped = stop.getKey();
        if (stop.getValue().isDone()
                && isToBeSeen(stop.getValue())
                && shown.running().contains(stopped)) {
            unseen.stops().add(stopped);
        }
        return stop.getValue().end();
    }

    /** A later driver may have looked before the order was carried out. */
    private boolean isToBeSeen(SentOrder sent) {
        return fleet.host(sent.host)
                .filter(view -> !view.isLost() && view.report().incarnation() == sent.incarnation)
                .isPresent();
    }

    /** How many starts are under way there. */
    int startingOn(HostName host) {
        return own.on(host);
    }

    Set<Placement> starting() {
        return starts.keySet();
    }

    /** Of those that are starting, the ones that will be of that edition. */
    Set<Placement> startingOf(Edition edition) {
        return starts.entrySet().stream()
                .filter(start -> start.getValue()
                        .start
                        .filter(s -> !edition.isOlder(s.edition()))
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Set<String> stopping() {
        return stops.keySet();
    }

    boolean isEmpty() {
        return starts.isEmpty() && stops.isEmpty();
    }

    /** Whether only a report is waited for to know what came of an order. */
    boolean isSettling() {
        return Stream.concat(starts.values().stream(), stops.values().stream()).anyMatch(sent -> sent.isSettling());
    }

    private boolean isSettled(SentOrder sent, Instant now) {
        return sent.isOverdue(now) || isKnown(sent);
    }

    private boolean isKnown(SentOrder sent) {
        return fleet.host(sent.host)
                .map(view -> view.isLost()
                        || view.report().incarnation() > sent.incarnation
                        || sent.outcome.filter(o -> isSeen(o, view)).isPresent())
                .orElse(true);
    }

    private static boolean isSeen(OrderOutcome outcome, HostView view) {
        return !view.report().isOlderThan(outcome.report());
    }

    /** One order. Only its own outcome ends it: the same may be ordered again after a host was lost. */
    static final class SentOrder {
        private final HostName host;
        private final long incarnation;
        private final Instant orderedAt;
        private Optional<StartsUnderWay.Start> start = Optional.empty();
        private Optional<OrderOutcome> outcome = Optional.empty();
        private Optional<Instant> settlingSince = Optional.empty();
        private boolean hasEnded;

        private SentOrder(HostName host, long incarnation, Instant orderedAt) {
            this.host = host;
            this.incarnation = incarnation;
            this.orderedAt = orderedAt;
        }

        /** Of the driver that it goes to. */
        long incarnation() {
            return incarnation;
        }

        Instant orderedAt() {
            return orderedAt;
        }

        /** Whether what is heard of it still counts. */
        boolean isUnderWay() {
            return !hasEnded;
        }

        private boolean end() {
            hasEnded = true;
            return true;
        }

        void answered(OrderOutcome with, Instant at) {
            outcome = Optional.of(with);
            settlingSince = Optional.of(at);
        }

        private boolean isDone() {
            return outcome.filter(o -> o.failure().isEmpty()).isPresent();
        }

        /** Its driver has ended before it came: a report of the next one ends it. */
        void unheard(Instant at) {
            settlingSince = Optional.of(at);
        }

        private boolean isSettling() {
            return settlingSince.isPresent();
        }

        private boolean isOverdue(Instant now) {
            return settlingSince
                    .filter(since -> !since.plus(LONGEST_WAIT).isAfter(now))
                    .isPresent();
        }
    }

    /**
     * Orders that their hosts have carried out, and whose effect does not show.
     *
     * @param starts when those were ordered whose containers are not there
     * @param stops ids of containers that run all the same
     */
    record Unseen(Map<Placement, Instant> starts, Set<String> stops) {}

    /**
     * What the fleet shows of a service, sorted when it is first asked for: of most passes no order is to be settled.
     */
    private static final class Shown {
        private final List<Replica> there;
        private Optional<Set<Placement>> placements = Optional.empty();
        private Optional<Set<String>> running = Optional.empty();

        Shown(List<Replica> there) {
            this.there = there;
        }

        Set<Placement> placements() {
            if (placements.isEmpty()) {
                placements = Optional.of(there.stream()
                        .flatMap(i -> i.slot().map(slot -> new Placement(i.host(), slot)).stream())
                        .collect(Collectors.toSet()));
            }
            return placements.get();
        }

        /** Ids of those that run. */
        Set<String> running() {
            if (running.isEmpty()) {
                running = Optional.of(there.stream()
                        .filter(i -> i.container().isRunning())
                        .map(Replica::id)
                        .collect(Collectors.toSet()));
            }
            return running.get();
        }
    }
}
