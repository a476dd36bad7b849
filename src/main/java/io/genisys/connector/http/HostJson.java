package io.genisys.connector.http;

import io.genisys.connector.model.Availability;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;

/** Hosts as JSON. Every field is always there; null if there is nothing to say. */
final class HostJson {
    private HostJson() {}

    /** All hosts, each as it is shown by that. */
    static JsonObject fleet(FleetStatus fleet, Function<HostStatus, JsonObject> shown) {
        JsonObject hosts = new JsonObject();
        fleet.hosts().forEach(host -> hosts.put(host.view().host().value(), shown.apply(host)));
        return new JsonObject().put("suspended", fleet.suspended()).put("hosts", hosts);
    }

    /** The same of a node that cannot ask what is ordered there: so it says of no host that it is drained. */
    static JsonObject remembered(HostStatus host, SteadyClock clock, Optional<String> node) {
        return status(host, clock, node)
                .putNull("starting")
                .put("scheduling", JsonParts.word(host.availability().state()));
    }

    /**
     * A host.
     *
     * @param clock that the times are measured by, here and above
     * @param node that drives it, of a cluster
     */
    static JsonObject status(HostStatus host, SteadyClock clock, Optional<String> node) {
        HostView view = host.view();
        HostProfile profile = view.profile();
        return engine(view, clock.instant())
                .put("node", node.orElse(null))
                .put("state", state(view))
                .put("scheduling", scheduling(host))
                .put("drain_deadline", deadline(host.availability(), clock))
                .put("containers", view.running())
                .put("own_containers", view.ours())
                .put("starting", host.starting())
                .put(
                        "to_stop",
                        new JsonArray(
                                host.toStop().stream().map(ServiceName::value).toList()))
                .put("max_containers", JsonParts.number(profile.maxContainers()))
                .put("labels", new JsonObject(new LinkedHashMap<>(profile.labels())))
                .put("address", profile.address().orElse(null))
                .put("listed", profile.address().isPresent())
                .put("last_error", JsonParts.failure(view.lastError()));
    }

    /**
     * What every view of a host tells of its engine.
     *
     * @param now by the clock that its times are measured by
     */
    static JsonObject engine(HostView host, Instant now) {
        return new JsonObject()
                .put("state", JsonParts.word(host.condition()))
                .put("engine_version", host.engine().version().orElse(null))
                .put("report_age_seconds", host.isKnown() ? age(host.engine().at(), now) : null)
                .put(
                        "events_age_seconds",
                        host.engine().hasEvents() ? age(host.engine().eventsAt(), now) : null);
    }

    /** One that never answered is unknown until it is given up. */
    private static String state(HostView host) {
        boolean isUnknown = host.condition() == HostCondition.UNREACHABLE && !host.isKnown();
        return isUnknown ? "unknown" : JsonParts.word(host.condition());
    }

    private static String scheduling(HostStatus host) {
        return isDrained(host) ? "drained" : JsonParts.word(host.availability().state());
    }

    /** A reader may turn the machine off: so never if it is not known what is there. */
    private static boolean isDrained(HostStatus host) {
        HostView view = host.view();
        return host.availability().isDraining() && view.isKnown() && view.ours() == 0 && host.starting() == 0;
    }

    private static String deadline(Availability availability, SteadyClock clock) {
        return availability
                .deadline()
                .map(clock::onTheWall)
                .map(Instant::toString)
                .orElse(null);
    }

    private static long age(Instant at, Instant now) {
        return Math.max(0, Duration.between(at, now).toSeconds());
    }
}
