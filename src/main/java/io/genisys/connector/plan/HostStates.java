package io.genisys.connector.plan;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.SeenHosts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every host as one plan sees it, ready or not. A host is made out when the plan first asks for it: most plans ask for
 * those few that have containers of the service. Used by one thread.
 */
public final class HostStates {
    private final SeenHosts seen;
    private final Function<HostName, Availability> availability;
    private final Function<HostView, HostState> making;
    private final Map<HostName, Optional<HostState>> made = new HashMap<>();

    /**
     * @param availability of each host, as its state has it
     * @param making is asked once for each at most
     */
    public HostStates(
            SeenHosts seen, Function<HostName, Availability> availability, Function<HostView, HostState> making) {
        this.seen = seen;
        this.availability = availability;
        this.making = making;
    }

    public static HostStates of(Collection<HostState> all) {
        Map<HostName, HostState> states = all.stream().collect(Collectors.toMap(HostState::host, Function.identity()));
        return new HostStates(
                SeenHosts.of(all.stream().map(HostState::view).toList()),
                host -> Optional.ofNullable(states.get(host))
                        .map(HostState::availability)
                        .orElse(Availability.ACTIVE),
                view -> states.get(view.host()));
    }

    /** Needs no host to be made out. */
    Availability availability(HostName host) {
        return availability.apply(host);
    }

    /** Empty if there is none of that name. */
    Optional<HostState> find(HostName host) {
        return made.computeIfAbsent(host, name -> seen.find(name).map(making));
    }

    /** All of them, by name. */
    public Stream<HostState> all() {
        return seen.byName().stream().flatMap(view -> find(view.host()).stream());
    }

    /** First those on which fewest containers run. */
    List<HostView> byLoad() {
        return seen.byLoad();
    }

    /** Names of those {@linkplain HostView#isAwaited that are awaited}, sorted. */
    List<HostName> awaited() {
        return seen.awaited();
    }

    /** The same hosts, each as it is after a change of what is reserved there. */
    HostStates with(UnaryOperator<HostState> change) {
        return new HostStates(
                seen, availability, view -> find(view.host()).map(change).orElseThrow());
    }
}
