package io.genisys.connector.http;

import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.bus.SetAvailability;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/** The Docker hosts: how they are, and what an operator allows there. */
final class HostRoutes {
    private final ReconcileClient reconcile;
    private final SteadyClock clock;
    private final Catalog catalog;

    HostRoutes(ReconcileClient reconcile, Sources sources) {
        this.reconcile = reconcile;
        this.clock = sources.clock();
        this.catalog = sources.catalog();
    }

    Future<Answer> list(RoutingContext request) {
        return reconcile.hosts().map(this::answer);
    }

    Future<Answer> get(RoutingContext request) {
        return show(PathName.host(request));
    }

    Future<Answer> show(HostName host) {
        return reconcile
                .hosts()
                .map(fleet -> answer(fleet.hosts().stream()
                        .filter(status -> status.view().host().equals(host))
                        .findFirst()
                        .orElseThrow(() -> PathName.unknownHost(host.value()))));
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

    /** Confirms that the hosts which are silent are gone. */
    Future<Answer> resume(RoutingContext request) {
        return reconcile
                .resume(Requester.of(request))
                .onSuccess(
                        done -> Audit.changed(request, AuditedChange.of(What.HOSTS_RESUMED, Subject.ALL, null, null)))
                .map(this::answer);
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
                .map(this::answer);
    }

    private Answer answer(FleetStatus fleet) {
        return Answer.json(200, HostJson.fleet(fleet, clock));
    }

    private Answer answer(HostStatus host) {
        return Answer.json(200, HostJson.status(host, clock));
    }
}
