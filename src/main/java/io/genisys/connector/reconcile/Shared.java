package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.HostClient;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What all services' loops share.
 *
 * @param hosts takes orders
 */
record Shared(
        Vertx vertx,
        Catalog catalog,
        Fleet fleet,
        HostClient hosts,
        Chronicle chronicle,
        Common common,
        ReconcileSettings settings) {
    /**
     * What is counted for all services together.
     *
     * @param term of this reconciler
     * @param drains by the same clock
     * @param startsUnderWay of all services
     * @param hostsTaken over by this reconciler
     */
    record Common(
            Term term,
            SteadyClock clock,
            Drains drains,
            Rounds rounds,
            StartsUnderWay startsUnderWay,
            WakeList wakeList,
            HostsTaken hostsTaken) {}

    /** To those who wait for what this reconciler does. */
    static FailureException ending() {
        return new FailureException(
                FailureKind.NOT_READY, "this part of the connector is ending, and another one goes on");
    }

    Instant now() {
        return common.clock().instant();
    }

    /** What an operator allows there; a deadline is by {@link #now}. */
    Availability availability(HostName host) {
        return common.drains().counted(host, catalog.hosts().getOrDefault(host, Availability.ACTIVE));
    }

    /** Whether its number and its updates stand still. */
    boolean isFrozen(ServiceName service) {
        return catalog.freezes().isFrozen(service);
    }

    boolean areAllHostsReady() {
        return fleet.hosts().stream().allMatch(HostView::isReady);
    }

    boolean isAnyHostDraining() {
        return catalog.hosts().values().stream().anyMatch(Availability::isDraining);
    }

    boolean isAnyHostReady() {
        return fleet.hosts().stream().anyMatch(HostView::isReady);
    }

    /** The newest report of each host. */
    Map<HostName, ReportNumber> reports() {
        return fleet.hosts().stream().collect(Collectors.toMap(HostView::host, HostView::report));
    }

    /** How many containers of the service run, as far as is known. */
    int running(ServiceDefinition service) {
        return fleet.running(service).orElse(0);
    }
}
