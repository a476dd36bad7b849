package io.genisys.connector.http;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.ClusterView;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.SeenCluster;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the connector should be given work, for load balancers: it needs no password, and names no host, service or
 * path.
 */
final class ReadyRoute implements Action {
    private static final Answer READY = Answer.json(200, Buffer.buffer("{\"status\":\"READY\"}"));

    private final Catalog catalog;
    private final ReconcileClient reconcile;
    private final Optional<SeenCluster> cluster;
    private final Fleet own;

    ReadyRoute(ReconcileClient reconcile, Sources sources) {
        this.catalog = sources.catalog();
        this.reconcile = reconcile;
        this.cluster = sources.cluster();
        this.own = sources.fleet();
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        Optional<String> severed = cluster.flatMap(view -> severed(view.view()));
        if (severed.isPresent()) {
            return Future.succeededFuture(of(List.of(severed.get())));
        }
        return reconcile
                .hosts()
                .map(fleet -> Stream.concat(
                                reasons(fleet, catalog.refusal().isPresent()).stream(),
                                cluster.flatMap(shared -> untold(fleet)).stream())
                        .toList())
                .otherwise(error -> List.of(Failures.of(error).message()))
                .map(ReadyRoute::of);
    }

    /** What keeps this node from doing anything for a caller. */
    private static Optional<String> severed(ClusterView view) {
        if (!view.hasQuorum()) {
            return Optional.of("this node has no connection to a majority of the voters; see GET /cluster");
        }
        boolean hearsNone =
                view.members().stream().anyMatch(member -> member.contact().isPresent())
                        && view.members().stream()
                                .flatMap(member -> member.contact().stream())
                                .noneMatch(contact ->
                                        contact.isHeard() || contact.silence().isEmpty());
        return reason(view.lead().isEmpty(), "no node leads the cluster at the moment")
                .or(() -> reason(hearsNone, "this node hears no other node of the cluster; see GET /cluster"));
    }

    private static Answer of(List<String> reasons) {
        return reasons.isEmpty()
                ? READY
                : Problem.of(new Failure(FailureKind.NOT_READY, String.join("; ", reasons)))
                        .answer();
    }

    static List<String> reasons(FleetStatus fleet, boolean isStoreRefusing) {
        return Stream.of(
                        reason(!fleet.decided(), "not all services were looked at since the start"),
                        unheard(fleet),
                        reason(
                                fleet.suspended(),
                                "more than half of the hosts do not answer: nothing is replaced until they do, or POST"
                                        + " /hosts/resume"),
                        reason(
                                isStoreRefusing,
                                "the data folder takes no changes: make room on its disk, or see the log"))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What counts on the node that leads, and not here: this one would tell too few containers. */
    private Optional<String> untold(FleetStatus fleet) {
        long untold = fleet.hosts().stream()
                .map(HostStatus::view)
                .filter(view -> view.isKnown() && !view.isLost())
                .filter(view -> own.host(view.host()).filter(HostView::isKnown).isEmpty())
                .count();
        return reason(untold > 0, "this node has not heard of all hosts yet: " + untold + " are missing");
    }

    private static Optional<String> unheard(FleetStatus fleet) {
        long unheard = fleet.hosts().stream()
                .map(HostStatus::view)
                .filter(HostView::isAwaited)
                .count();
        return reason(
                unheard > 0,
                "not heard of since the start: " + unheard + " of "
                        + fleet.hosts().size() + (fleet.hosts().size() == 1 ? " host" : " hosts") + "; see GET /hosts");
    }

    private static Optional<String> reason(boolean isTrue, String words) {
        return isTrue ? Optional.of(words) : Optional.empty();
    }
}
