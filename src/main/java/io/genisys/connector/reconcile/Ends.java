package io.genisys.connector.reconcile;

import io.genisys.connector.measure.Counter;
import io.genisys.connector.measure.EndReason;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Notes which containers of one service have ended from look to look, and why. Used from one context only. */
final class Ends {
    private final ServiceName service;
    private final Shared shared;
    /** By id, of those that were told to stop. */
    private final Map<String, EndReason> ordered = new HashMap<>();

    private Map<String, Replica> alive = Map.of();
    /** At the last look. */
    private List<Replica> last = List.of();

    Ends(ServiceName service, Shared shared) {
        this.service = service;
        this.shared = shared;
    }

    /** It is told to stop now. */
    void ordered(Replica replica, boolean isMoving) {
        ordered.put(replica.id(), reason(replica, isMoving));
    }

    private EndReason reason(Replica replica, boolean isMoving) {
        Availability availability = shared.availability(replica.host());
        if (isMoving) {
            return EndReason.REBALANCE;
        }
        if (availability.isDraining()) {
            return EndReason.DRAIN;
        }
        return replica.container().health() == Health.UNHEALTHY ? EndReason.UNHEALTHY : EndReason.SCALE;
    }

    @SuppressWarnings("ReferenceEquality") // the fleet's own list is the same one until one of them changes
    void note(List<Replica> there) {
        if (there == last) {
            return;
        }
        last = there;
        Map<String, Replica> now =
                there.stream().filter(r -> isAlive(r.container())).collect(byId());
        Map<String, Replica> ended =
                there.stream().filter(r -> !isAlive(r.container())).collect(byId());
        alive.forEach((id, before) -> {
            if (!now.containsKey(id)) {
                ended(before, Optional.ofNullable(ended.get(id)));
            }
        });
        ordered.keySet().retainAll(now.keySet());
        alive = now;
    }

    private static Collector<Replica, ?, Map<String, Replica>> byId() {
        return Collectors.toMap(Replica::id, Function.identity(), (a, b) -> b);
    }

    private static boolean isAlive(Container container) {
        return !container.hasEnded() && container.state() != ContainerState.REMOVING;
    }

    /** Of one on a host that is configured no more, nothing is known. */
    private void ended(Replica before, Optional<Replica> now) {
        shared.fleet().host(before.host()).ifPresent(host -> {
            EndReason reason = Optional.ofNullable(ordered.get(before.id())).orElseGet(() -> byItself(host));
            shared.chronicle()
                    .measures()
                    .count(
                            Counter.CONTAINER_ENDS,
                            service.value(),
                            before.host().value(),
                            reason.word());
            shared.chronicle().tell(What.CONTAINER_ENDED, Subject.of(service, before), Cause.of(words(reason, now)));
        });
    }

    private static EndReason byItself(HostView host) {
        return host.isLost() ? EndReason.LOST : EndReason.ENDED;
    }

    private static String words(EndReason reason, Optional<Replica> now) {
        return switch (reason) {
            case SCALE -> "it is no longer wanted";
            case DRAIN -> "its host is drained";
            case REBALANCE -> "it was moved to another host";
            case UNHEALTHY -> "it was unhealthy";
            case LOST -> "its host is lost";
            case ENDED ->
                now.map(replica -> replica.container().run().exitCode())
                        .filter(code -> code.isPresent())
                        .map(code -> "by itself, with exit code " + code.getAsInt())
                        .orElse("it was removed outside the connector");
        };
    }
}
