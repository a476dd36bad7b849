package io.genisys.connector.reconcile;

import io.genisys.connector.bus.OrderOutcome;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Instance;
import io.genisys.connector.plan.Placement;
import java.util.HashMap;
import java.util.List;
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
    private final Reservations reservations;
    private final Map<Placement, Flight> starts = new HashMap<>();
    private final Map<String, Flight> stops = new HashMap<>();

    Flights(Fleet fleet, Reservations reservations) {
        this.fleet = fleet;
        this.reservations = reservations;
    }

    void started(Placement placement) {
        starts.put(placement, new Flight(placement.host(), Optional.empty()));
        reservations.began(placement.host());
    }

    void stopped(Instance instance) {
        stops.put(instance.id(), new Flight(instance.host(), Optional.empty()));
    }

    void landed(Placement placement, OrderOutcome outcome) {
        starts.computeIfPresent(placement, (p, flight) -> flight.landed(outcome));
    }

    void landed(Instance instance, OrderOutcome outcome) {
        stops.computeIfPresent(instance.id(), (id, flight) -> flight.landed(outcome));
    }

    /** The outcome is not known, and will never be. */
    void lost(Placement placement) {
        if (starts.remove(placement) != null) {
            reservations.ended(placement.host());
        }
    }

    /** The outcome is not known, and will never be. */
    void lost(Instance instance) {
        stops.remove(instance.id());
    }

    /** Forgets those whose effect the fleet knows, and those on hosts that are lost or no longer there. */
    void settle() {
        List.copyOf(starts.keySet()).stream()
                .filter(placement -> isOver(starts.get(placement)))
                .forEach(this::lost);
        stops.values().removeIf(this::isOver);
    }

    /** How many starts are under way there. */
    int startingOn(HostName host) {
        return (int) starts.keySet().stream().filter(p -> p.host().equals(host)).count();
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
                .anyMatch(flight -> flight.outcome().isPresent());
    }

    private boolean isOver(Flight flight) {
        return fleet.host(flight.host())
                .map(view -> view.isLost()
                        || flight.outcome().filter(o -> isSeen(o, view)).isPresent())
                .orElse(true);
    }

    private static boolean isSeen(OrderOutcome outcome, HostView view) {
        return view.incarnation() > outcome.incarnation()
                || (view.incarnation() == outcome.incarnation() && view.sequence() >= outcome.sequence());
    }

    private record Flight(HostName host, Optional<OrderOutcome> outcome) {
        Flight landed(OrderOutcome with) {
            return new Flight(host, Optional.of(with));
        }
    }
}
