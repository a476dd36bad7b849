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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the connector should be given work, for load balancers: it needs no password, and names no host, service or
 * path. While another node takes the lead, a node that was ready stays so: it answers from memory, and keeps changes.
 */
final class ReadyRoute implements Action {
    static final Duration LONGEST_TAKE_OVER = Duration.ofSeconds(15);

    static final String UNDECIDED = "not all services were looked at since the start";

    private static final Answer READY = Answer.json(200, Buffer.buffer("{\"status\":\"READY\"}"));

    private final Catalog catalog;
    private final ReconcileClient reconcile;
    private final Optional<SeenCluster> cluster;
    private final Fleet own;
    private final InstantSource clock;
    private Optional<Instant> readyAt = Optional.empty();

    ReadyRoute(ReconcileClient reconcile, Sources sources) {
        this.catalog = sources.catalog();
        this.reconcile = reconcile;
        this.cluster = sources.cluster();
        this.own = sources.fleet();
        this.clock = sources.clock();
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        Optional<ClusterView> view = cluster.map(SeenCluster::view);
        List<String> ours = Stream.of(
                        view.flatMap(ReadyRoute::alone),
                        reason(
                                catalog.refusal().isPresent(),
                                cluster.isPresent()
                                        ? "this node cannot follow what the others keep: if it has an earlier release than"
                                                + " they, update it, or see its log"
                                        : "the data folder takes no changes: make room on its disk, or see the log"))
                .flatMap(Optional::stream)
                .toList();
        if (!ours.isEmpty()) {
            return Future.succeededFuture(refused(ours));
        }
        if (view.filter(seen -> seen.lead().isEmpty()).isPresent()) {
            return Future.succeededFuture(unlessTakenOver(List.of("no node leads the cluster at the moment")));
        }
        return reconcile
                .hosts()
                .map(this::of)
                .otherwise(error -> unlessTakenOver(List.of(Failures.of(error).message())));
    }

    /** What keeps this node from doing anything for a caller. */
    private static Optional<String> alone(ClusterView view) {
        if (!view.hasQuorum()) {
            return Optional.of("this node has no connection to a majority of the voters; see GET /cluster");
        }
        boolean hearsNone =
                view.members().stream().anyMatch(member -> member.contact().isPresent())
                        && view.members().stream()
                                .flatMap(member -> member.contact().stream())
                                .noneMatch(contact ->
                                        contact.isHeard() || contact.silence().isEmpty());
        return reason(hearsNone, "this node hears no other node of the cluster; see GET /cluster");
    }

    private Answer of(FleetStatus fleet) {
        List<String> lasting = Stream.of(
                        reason(
                                fleet.suspended(),
                                "more than half of the hosts do not answer: nothing is replaced until they do, or POST"
                                        + " /hosts/resume"),
                        cluster.flatMap(shared -> untold(fleet)))
                .flatMap(Optional::stream)
                .toList();
        List<String> atFirst = unknown(fleet);
        if (!lasting.isEmpty()) {
            return refused(Stream.concat(atFirst.stream(), lasting.stream()).toList());
        }
        if (!atFirst.isEmpty()) {
            return unlessTakenOver(atFirst);
        }
        readyAt = Optional.of(clock.instant());
        return READY;
    }

    private Answer unlessTakenOver(List<String> reasons) {
        boolean isTakenOver = cluster.isPresent()
                && readyAt.filter(at -> clock.instant().isBefore(at.plus(LONGEST_TAKE_OVER)))
                        .isPresent();
        return isTakenOver ? READY : refused(reasons);
    }

    static Answer refused(List<String> reasons) {
        return Problem.of(new Failure(FailureKind.NOT_READY, String.join("; ", reasons)))
                .answer();
    }

    /** What those that decide do not know yet. */
    static List<String> unknown(FleetStatus fleet) {
        return Stream.of(reason(!fleet.decided(), UNDECIDED), unheard(fleet))
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
