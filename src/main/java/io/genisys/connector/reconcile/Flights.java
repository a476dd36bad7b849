package io.genisys.connector.reconcile;

import io.genisys.connector.bus.OrderOutcome;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Instance;
import io.genisys.connector.plan.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The orders of one service that are under way. One stays so after its outcome came, until the fleet knows the report
 * in which its effect shows: what was ordered is never counted twice, and never not at all. A report that never comes
 * is waited for no longer than {@link #LONGEST_WAIT}.
 */
final class Flights {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Fleet fleet;
    private final Reservations ofAll;
    private final Reservations own = new Reservations(() -> {});
    private final Map<Placement, Flight> starts = new HashMap<>();
    private final Map<String, Flight> stops = new HashMap<>();

    /** @param ofAll in which the starts of all services are counted */
    Flights(Fleet fleet, Reservations ofAll) {
        this.fleet = fleet;
        this.ofAll = ofAll;
    }

    Flight started(Placement placement, Instant orderedAt) {
        Flight flight = new Flight(placement.host(), orderedAt);
        starts.put(placement, flight);
        ofAll.began(placement.host());
        own.began(placement.host());
        return flight;
    }

    Flight stopped(Instance instance, Instant orderedAt) {
        Flight flight = new Flight(instance.host(), orderedAt);
        stops.put(instance.id(), flight);
        return flight;
    }

    /** The outcome is not known, and will never be. */
    void lost(Flight flight) {
        starts.entrySet().removeIf(start -> start.getValue() == flight && end(flight));
        stops.values().removeIf(stop -> stop == flight);
    }

    private boolean end(Flight start) {
        ofAll.ended(start.host);
        own.ended(start.host);
        return true;
    }

    /**
     * Forgets those whose effect the fleet knows, or should have known for long, and those on hosts that are lost or no
     * longer there.
     *
     * @param there all that the fleet knows of the service
     * @return what was done, as the host says, and does not show
     */
    Unseen settle(List<Instance> there, Instant now) {
        Unseen unseen = new Unseen(new HashMap<>(), new HashSet<>());
        starts.entrySet().removeIf(start -> isOver(start.getValue(), now) && end(start, there, unseen));
        stops.entrySet().removeIf(stop -> isOver(stop.getValue(), now) && end(stop.getKey(), there, unseen));
        return unseen;
    }

    private boolean end(Map.Entry<Placement, Flight> start, List<Instance> there, Unseen unseen) {
        Flight flight = start.getValue();
        if (flight.isDone() && isCounted(flight.host) && there.stream().noneMatch(start.getKey()::isOf)) {
            unseen.starts().put(start.getKey(), flight.orderedAt);
        }
        return end(flight);
    }

    private static boolean end(String stopped, List<Instance> there, Unseen unseen) {
        if (there.stream().anyMatch(i -> i.id().equals(stopped) && i.container().isRunning())) {
            unseen.stops().add(stopped);
        }
        return true;
    }

    private boolean isCounted(HostName host) {
        return fleet.host(host).filter(view -> !view.isLost()).isPresent();
    }

    /** How many starts are under way there. */
    int startingOn(HostName host) {
        return own.on(host);
    }

    Set<Placement> starting() {
        return starts.keySet();
    }

    Set<String> stopping() {
        return stops.keySet();
    }

    boolean isEmpty() {
        return starts.isEmpty() && stops.isEmpty();
    }

    /** Whether an order has ended whose effect the fleet does not know yet. */
    boolean isSettling() {
        return Stream.concat(starts.values().stream(), stops.values().stream())
                .anyMatch(flight -> flight.outcome.isPresent());
    }

    private boolean isOver(Flight flight, Instant now) {
        return flight.isOverdue(now) || isKnown(flight);
    }

    private boolean isKnown(Flight flight) {
        return fleet.host(flight.host)
                .map(view -> view.isLost()
                        || flight.outcome.filter(o -> isSeen(o, view)).isPresent())
                .orElse(true);
    }

    private static boolean isSeen(OrderOutcome outcome, HostView view) {
        return view.incarnation() > outcome.incarnation()
                || (view.incarnation() == outcome.incarnation() && view.sequence() >= outcome.sequence());
    }

    /** One order. Only its own outcome ends it: the same may be ordered again after a host was lost. */
    static final class Flight {
        private final HostName host;
        private final Instant orderedAt;
        private Optional<OrderOutcome> outcome = Optional.empty();
        private Instant landedAt = Instant.MAX;

        private Flight(HostName host, Instant orderedAt) {
            this.host = host;
            this.orderedAt = orderedAt;
        }

        void landed(OrderOutcome with, Instant at) {
            outcome = Optional.of(with);
            landedAt = at;
        }

        private boolean isDone() {
            return outcome.filter(o -> o.failure().isEmpty()).isPresent();
        }

        private boolean isOverdue(Instant now) {
            return outcome.isPresent() && !landedAt.plus(LONGEST_WAIT).isAfter(now);
        }
    }

    /**
     * Orders that their hosts have carried out, and whose effect does not show.
     *
     * @param starts when those were ordered whose containers are not there
     * @param stops ids of containers that run all the same
     */
    record Unseen(Map<Placement, Instant> starts, Set<String> stops) {}
}
