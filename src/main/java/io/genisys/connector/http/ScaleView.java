package io.genisys.connector.http;

import io.genisys.connector.bus.ScaleOutcome;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.SteadyClock;
import io.genisys.connector.model.Unplaced;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How far a service is, as JSON. Every field is always there; null if there is nothing to say. */
final class ScaleView {
    /** Of these the reconciler alone knows. */
    private static final List<String> DECIDED =
            List.of("starting", "stopping", "converged", "missing", "unplaced", "last_error", "back_off");

    private ScaleView() {}

    static JsonObject outcome(ScaleOutcome outcome) {
        return new JsonObject()
                .put("service", outcome.service().value())
                .put("number", outcome.number())
                .put("running_resources", outcome.running())
                .put("converged", outcome.converged());
    }

    static JsonObject preview(ScalePreview preview) {
        JsonObject shown = new JsonObject()
                .put("service", preview.service().value())
                .put("number", preview.number())
                .put("dry_run", true)
                .put("start", JsonParts.array(preview.starts(), ScaleView::start))
                .put("stop", JsonParts.array(preview.stops(), ScaleView::stop))
                .put("missing", preview.missing())
                .put("unplaced", JsonParts.array(preview.unplaced(), ScaleView::unplaced));
        preview.stopFirst().ifPresent(why -> shown.put("stop_first", why));
        return shown;
    }

    private static JsonObject start(ScalePreview.Start start) {
        return new JsonObject().put("host", start.host().value()).put("instance", start.slot());
    }

    private static JsonObject stop(Replica replica) {
        return new JsonObject()
                .put("host", replica.host().value())
                .put("id", replica.id())
                .put("name", replica.container().name());
    }

    /** @param clock that the times in it are measured by */
    static JsonObject status(ScaleStatus status, SteadyClock clock) {
        return new JsonObject()
                .put("service", status.service().value())
                .put("number", JsonParts.number(status.number()))
                .put("running_resources", status.counts().running())
                .put("starting", status.counts().starting())
                .put("stopping", status.counts().stopping())
                .put("failed", status.counts().failed())
                .put("unknown", status.counts().unknown())
                .put("converged", status.converged())
                .put("missing", status.counts().missing())
                .put("unplaced", JsonParts.array(status.reasons().unplaced(), ScaleView::unplaced))
                .put("last_error", JsonParts.failure(status.reasons().lastError()))
                .put("back_off", JsonParts.array(status.reasons().backOff(), backOff -> backOff(backOff, clock)))
                .put("hosts", JsonParts.array(status.hosts(), host -> host(host, clock.instant())))
                .put("update", status.update().map(UpdateJson::of).orElse(null));
    }

    /**
     * What a node knows while the reconciler is out of its reach.
     *
     * @param replicas of the service
     */
    static JsonObject remembered(Entry service, List<Replica> replicas, List<HostView> hosts, SteadyClock clock) {
        Set<HostName> ready =
                hosts.stream().filter(HostView::isReady).map(HostView::host).collect(Collectors.toSet());
        ScaleStatus.Counts counts = new ScaleStatus.Counts(
                count(replicas, replica -> replica.container().isRunning()),
                0,
                0,
                count(
                        replicas,
                        replica -> replica.isOurs() && !replica.container().isRunning()),
                count(replicas, replica -> replica.container().isRunning() && !ready.contains(replica.host())),
                0);
        JsonObject shown = status(
                new ScaleStatus(
                        service.service(),
                        service.number(),
                        false,
                        counts,
                        ScaleStatus.Reasons.NONE,
                        hosts,
                        service.update()),
                clock);
        DECIDED.forEach(shown::putNull);
        return shown;
    }

    private static int count(List<Replica> replicas, Predicate<Replica> which) {
        return (int) replicas.stream().filter(which).count();
    }

    private static JsonObject unplaced(Unplaced unplaced) {
        return new JsonObject().put("host", unplaced.host().value()).put("reason", unplaced.reason());
    }

    private static JsonObject backOff(BackOff backOff, SteadyClock clock) {
        return new JsonObject()
                .put("host", backOff.host().value())
                .put("failures", backOff.failures())
                .put("last_at", clock.onTheWall(backOff.lastAt()).toString())
                .put("next_attempt", clock.onTheWall(backOff.nextAttempt()).toString())
                .put("error", JsonParts.failure(Optional.of(backOff.last())))
                .put("log", new JsonArray(backOff.log()));
    }

    private static JsonObject host(HostView host, Instant now) {
        return new JsonObject()
                .put("name", host.host().value())
                .mergeIn(HostJson.engine(host, now))
                .put("error", JsonParts.failure(host.lastError()));
    }
}
