package io.genisys.connector.plan;

import io.genisys.connector.model.Constraint;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many more containers of a service each host takes, by the first of these that leaves it least:
 *
 * <ol>
 *   <li>A host that does not answer takes none.
 *   <li>Until every host that was there from the start has answered once, or is lost, none takes any: the containers of
 *       one that has not are not known, and must not be made a second time. A host that was added later holds up none:
 *       what it turns out to have goes as too many.
 *   <li>A host that is cordoned or drained takes none.
 *   <li>A host that does not meet all constraints of the service takes none.
 *   <li>A host takes none if it lacks a network, the runtime or the platform of the service; one if the service has a
 *       fixed port, and none if that is taken; and no more than its memory and processors bear that are not reserved.
 *   <li>A host takes no more containers than its {@code max_containers}, those that run there and starts that are under
 *       way taken together.
 *   <li>A host if starts of the service failed lately takes what {@link Probation} says.
 *   <li>No host takes more starts of one service at once than the window.
 * </ol>
 */
final class Capacities {
    private final Observation seen;
    private final Map<HostName, Integer> starting;
    /** Of those that are starting, how many run already: their order is not answered yet. */
    private final Map<HostName, Integer> shown;

    private final Offers offers;

    /** Why none takes any, if so. */
    private final Optional<String> awaited;

    Capacities(Observation seen) {
        this.seen = seen;
        this.starting = count(seen.underWay().starting().stream().map(Placement::host));
        this.shown = count(seen.replicas().stream()
                .filter(i -> Census.runs(i) && seen.underWay().isStarting(i))
                .map(Replica::host));
        this.offers = new Offers(seen.wanted().definition());
        this.awaited = awaited();
    }

    private Optional<String> awaited() {
        List<HostName> names = seen.hosts().awaited();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("waits for the first report of "
                        + (names.size() == 1 ? "host " : "hosts ")
                        + names.stream().map(HostName::value).collect(Collectors.joining(", "))
                        + " since the connector started");
    }

    private static Map<HostName, Integer> count(Stream<HostName> hosts) {
        Map<HostName, Integer> counts = new HashMap<>();
        hosts.forEach(host -> counts.merge(host, 1, Integer::sum));
        return counts;
    }

    Capacity of(HostState host) {
        return refusal(host).map(Capacity::none).orElseGet(() -> {
            Capacity capacity = limit(host).orElseGet(() -> window(host));
            capacity = offers.capacity(host).map(capacity::and).orElse(capacity);
            capacity = Probation.capacity(seen, host.host()).map(capacity::and).orElse(capacity);
            return capacity.and(window(host));
        });
    }

    private Optional<String> refusal(HostState host) {
        if (!host.isReady()) {
            return Optional.of(silence(host.view()));
        }
        if (awaited.isPresent()) {
            return awaited;
        }
        return switch (host.availability().state()) {
            case CORDONED -> Optional.of("host " + host.host() + " is cordoned");
            case DRAINING -> Optional.of("host " + host.host() + " is drained");
            case ACTIVE -> unmet(host).map(c -> "host " + host.host() + " does not meet " + c.text());
        };
    }

    private static String silence(HostView host) {
        return host.lastError().map(Failure::message).orElse("host " + host.host() + " does not answer");
    }

    private Optional<Constraint> unmet(HostState host) {
        return seen.wanted().definition().constraints().orElse(List.of()).stream()
                .filter(constraint ->
                        !constraint.isMetBy(host.host(), host.view().profile()))
                .findFirst();
    }

    private Optional<Capacity> limit(HostState host) {
        OptionalInt most = host.view().profile().maxContainers();
        if (most.isEmpty()) {
            return Optional.empty();
        }
        int there = host.view().running() + host.reserved() + unseenStarts(host.host());
        return Optional.of(Capacity.of(
                most.getAsInt() - there,
                "host " + host.host() + " is full: max_containers is " + most.getAsInt() + ", and " + there
                        + " run there or are starting"));
    }

    /** Starts of this service that are under way there and do not run yet. */
    private int unseenStarts(HostName host) {
        return starting.getOrDefault(host, 0) - shown.getOrDefault(host, 0);
    }

    private Capacity window(HostState host) {
        return Capacity.atOnce(seen.limits().window() - starting.getOrDefault(host.host(), 0));
    }
}
