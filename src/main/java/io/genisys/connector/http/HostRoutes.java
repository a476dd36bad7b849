package io.genisys.connector.http;

import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.bus.SetAvailability;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The Docker hosts: how they are, and what an operator allows there. */
final class HostRoutes {
    private final ReconcileClient reconcile;
    private final Leader leader;
    private final HostMemory memory;
    private final SteadyClock clock;
    private final Catalog catalog;
    private final Vertx vertx;
    private final Sources sources;

    HostRoutes(Vertx vertx, ReconcileClient reconcile, Sources sources) {
        this.vertx = vertx;
        this.reconcile = reconcile;
        this.leader = new Leader(reconcile, sources);
        this.memory = new HostMemory(sources.catalog(), sources.fleet());
        this.clock = sources.clock();
        this.catalog = sources.catalog();
        this.sources = sources;
    }

    Future<Answer> list(RoutingContext request) {
        return leader.ask(
                        asked -> asked.hosts().map(fleet -> HostJson.fleet(fleet, this::shown)),
                        () -> HostJson.fleet(memory.status(), this::remembered))
                .map(shown -> Answer.json(200, shown));
    }

    Future<Answer> get(RoutingContext request) {
        return show(PathName.host(request));
    }

    Future<Answer> show(HostName host) {
        return leader.ask(
                        asked -> asked.hosts().map(fleet -> shown(of(fleet, host))),
                        () -> remembered(of(memory.status(), host)))
                .map(shown -> Answer.json(200, shown));
    }

    private static HostStatus of(FleetStatus fleet, HostName host) {
        return fleet.hosts().stream()
                .filter(status -> status.view().host().equals(host))
                .findFirst()
                .orElseThrow(() -> PathName.unknownHost(host.value()));
    }

    Future<Answer> cordon(RoutingContext request) {
        return allow(request, What.HOST_CORDONED, Availability.CORDONED);
    }

    Future<Answer> uncordon(RoutingContext request) {
        return allow(request, What.HOST_UNCORDONED, Availability.ACTIVE);
    }

    /** A second one sets the deadline again. */
    Future<Answer> drain(RoutingContext request) {
        Instant deadline = clock.wall().plus(DrainDeadline.read(JsonBody.readIfAny(request)));
        return allow(request, What.HOST_DRAINED, Availability.drainingUntil(deadline));
    }

    /** Forgets one that nothing drives any more, such as that of a machine which is no more. */
    Future<Answer> forget(RoutingContext request) {
        HostName host = PathName.host(request);
        Optional<String> driver = driver(host);
        if (driver.isPresent()) {
            return Future.failedFuture(new FailureException(
                    FailureKind.CONFLICT,
                    "host " + host + " is driven by " + driver.get() + ": take it out of docker.hosts there"));
        }
        if (!isKnown(host)) {
            return Future.failedFuture(PathName.unknownHost(host.value()));
        }
        Reports.publishRemoved(vertx, host);
        return catalog.forgetHosts(Set.of(host)).map(forgotten -> {
            sources.chronicle().tell(What.HOST_REMOVED, Subject.of(host), Cause.of(Requester.of(request)));
            Audit.changed(request, AuditedChange.of(What.HOST_REMOVED, Subject.of(host), null, null));
            return Answer.empty(204);
        });
    }

    /** Who drives it, in words; a connector that is alone drives all that it knows. */
    private Optional<String> driver(HostName host) {
        return sources.cluster()
                .map(cluster -> cluster.view().driver(host).map(node -> "node " + node))
                .orElseGet(() -> sources.fleet().host(host).map(view -> "this connector"));
    }

    private Optional<String> node(HostName host) {
        return sources.cluster().flatMap(cluster -> cluster.view().driver(host));
    }

    private boolean isKnown(HostName host) {
        return sources.fleet().host(host).isPresent()
                || catalog.knownHosts().names().contains(host)
                || catalog.hosts().containsKey(host);
    }

    /** Confirms that the hosts which are silent are gone. */
    Future<Answer> resume(RoutingContext request) {
        return reconcile
                .resume(Requester.of(request))
                .onSuccess(
                        done -> Audit.changed(request, AuditedChange.of(What.HOSTS_RESUMED, Subject.ALL, null, null)))
                .map(fleet -> Answer.json(200, leader.mark(HostJson.fleet(fleet, this::shown))));
    }

    private Future<Answer> allow(RoutingContext request, What what, Availability availability) {
        HostName host = PathName.host(request);
        Availability before = catalog.hosts().getOrDefault(host, Availability.ACTIVE);
        return reconcile
                .setAvailability(new SetAvailability(host, availability, Requester.of(request)))
                .onSuccess(done -> {
                    if (!before.equals(availability)) {
                        Audit.changed(request, AuditedChange.allowed(what, host, before, availability));
                    }
                })
                .map(status -> Answer.json(200, leader.mark(shown(status))));
    }

    private JsonObject shown(HostStatus host) {
        return HostJson.status(host, clock, node(host.view().host()));
    }

    private JsonObject remembered(HostStatus host) {
        return HostJson.remembered(host, clock, node(host.view().host()));
    }
}
