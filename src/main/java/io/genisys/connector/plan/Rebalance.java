package io.genisys.connector.plan;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which container is to move so that a service, or all that runs, is spread more evenly: from the active host with most
 * copies, of those that have one of ours, to one with room,
 *
 * <ol>
 *   <li>that has at least two copies less,
 *   <li>or that has one copy less and at least two running containers less in all.
 * </ol>
 *
 * Nothing moves while anything of the service is missing or under way. Pure.
 */
public final class Rebalance {
    private final Observation seen;
    private final Census census;
    private final Map<HostName, Integer> copies = new HashMap<>();
    private final Map<HostName, Integer> load = new HashMap<>();
    private final Set<HostName> active;

    private Rebalance(Observation seen) {
        this.seen = seen;
        this.census = new Census(seen);
        this.active = seen.hosts()
                .all()
                .filter(host -> host.availability().equals(Availability.ACTIVE))
                .map(HostState::host)
                .collect(Collectors.toSet());
        seen.hosts().all().filter(HostState::isReady).forEach(host -> {
            copies.put(host.host(), 0);
            load.put(host.host(), host.view().running() + host.reserved());
        });
        census.counted(census::isStaying).forEach(i -> copies.computeIfPresent(i.host(), (h, n) -> n + 1));
    }

    /** The one to move now; empty if that would not help. */
    public static Optional<Replica> next(Observation seen) {
        Plan plan = Planner.plan(seen);
        boolean isIdle = seen.underWay().equals(UnderWay.NOTHING)
                && plan.isEmpty()
                && plan.missing() == 0
                && plan.waits().isEmpty();
        return isIdle ? new Rebalance(seen).next() : Optional.empty();
    }

    private Optional<Replica> next() {
        Capacities capacities = new Capacities(seen);
        Optional<HostName> from = copies.keySet().stream()
                .filter(host -> !movable(host).isEmpty())
                .max(byCopies());
        Optional<HostName> to = copies.keySet().stream()
                .filter(host -> seen.hosts()
                        .find(host)
                        .filter(there -> capacities.of(there).places() > 0)
                        .isPresent())
                .min(byCopies());
        return from.isPresent() && to.isPresent() && isWorthIt(from.get(), to.get())
                ? first(from.get())
                : Optional.empty();
    }

    private boolean isWorthIt(HostName from, HostName to) {
        int fewerCopies = copies.get(from) - copies.get(to);
        int lessLoad = load.get(from) - load.get(to);
        return fewerCopies >= 2 || (fewerCopies == 1 && lessLoad >= 2);
    }

    private Optional<Replica> first(HostName host) {
        List<Replica> movable = movable(host);
        return StopOrder.choose(seen, movable, movable, i -> true, 1).stream().findFirst();
    }

    /** None of a host that an operator wants as it is, and none that is protected. */
    private List<Replica> movable(HostName host) {
        return active.contains(host)
                ? census.counted(i -> census.isStaying(i)
                        && i.host().equals(host)
                        && i.isOurs()
                        && census.isOrderable(i)
                        && !isProtected(i))
                : List.of();
    }

    private boolean isProtected(Replica replica) {
        return seen.limits().protectedIds().contains(replica.id());
    }

    private Comparator<HostName> byCopies() {
        return Comparator.comparing((HostName host) -> copies.get(host))
                .thenComparing(load::get)
                .thenComparing(Comparator.naturalOrder());
    }
}
