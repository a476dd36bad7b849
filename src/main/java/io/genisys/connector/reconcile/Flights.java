package io.genisys.connector.reconcile;

import io.genisys.connector.bus.OrderOutcome;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Instance;
import io.genisys.connector.plan.Placement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The orders of one service that are under way. One stays so after its outcome came, until the fleet knows the report
 * in which its effect shows: what was ordered is never counted twice, and never not at all.
 */
final class Flights {
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

    Flight started(Placement placement) {
        Flight flight = new Flight(placement.host());
        starts.put(placement, flight);
        ofAll.began(placement.host());
        own.began(placement.host());
        return flight;
    }

    Flight stopped(Instance instance) {
        Flight flight = new Flight(instance.host());
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

    /** Forgets those whose effect the fleet knows, and those on hosts that are lost or no longer there. */
    void settle() {
        starts.values().removeIf(start -> isOver(start) && end(start));
        stops.values().removeIf(this::isOver);
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

    private boolean isOver(Flight flight) {
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
        private Optional<OrderOutcome> outcome = Optional.empty();

        private Flight(HostName host) {
            this.host = host;
        }

        void landed(OrderOutcome with) {
            outcome = Optional.of(with);
        }
    }
}
