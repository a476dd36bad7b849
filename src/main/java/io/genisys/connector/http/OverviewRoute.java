package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.Sha256;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** All services over all hosts in one answer, from memory. */
final class OverviewRoute implements Action {
    private static final int TAG_BYTES = 8;

    private final Catalog catalog;
    private final Fleet fleet;
    private final WorkerExecutor rendering;

    /** @param rendering on which it is written, which may take longer than an event loop should */
    OverviewRoute(Catalog catalog, Fleet fleet, WorkerExecutor rendering) {
        this.catalog = catalog;
        this.fleet = fleet;
        this.rendering = rendering;
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        Grant grant = Identity.grant(request);
        List<String> known = request.request().headers().getAll(HttpHeaders.IF_NONE_MATCH);
        return rendering.executeBlocking(() -> {
            Buffer body = overview(grant).toBuffer();
            String tag = '"' + HexFormat.of().formatHex(Sha256.of(body.getBytes()), 0, TAG_BYTES) + '"';
            Answer answer =
                    known.stream().anyMatch(tags -> tags.contains(tag)) ? Answer.empty(304) : Answer.json(200, body);
            return answer.with("ETag", tag);
        });
    }

    private JsonObject overview(Grant grant) {
        JsonObject services = new JsonObject();
        catalog.all().stream()
                .filter(entry -> grant.covers(entry.service().value()))
                .forEach(entry -> services.put(entry.service().value(), service(entry)));
        return new JsonObject().put("services", services);
    }

    private JsonObject service(Entry entry) {
        List<Replica> replicas = fleet.replicas(entry.definition());
        OptionalInt running = fleet.running(entry.definition());
        Map<HostName, Counts> counts = new TreeMap<>();
        replicas.forEach(replica ->
                counts.computeIfAbsent(replica.host(), host -> new Counts()).add(replica.container()));
        JsonObject hosts = new JsonObject();
        counts.forEach((host, count) -> hosts.put(host.value(), count.json()));
        JsonObject service = new JsonObject()
                .put("image", entry.definition().image().toString())
                .put("number", JsonParts.number(entry.number()))
                .put("running_resources", JsonParts.number(running))
                .put("being_removed", entry.beingRemoved())
                .put("hosts", hosts);
        if (!entry.asked().equals(entry.number())) {
            service.put("asked", JsonParts.number(entry.asked()));
        }
        return catalog.freezes().isFrozen(entry.service()) ? service.put("frozen", true) : service;
    }

    /** Containers of a service on a host. */
    private static final class Counts {
        private int ready;
        private int notReady;
        private int failed;

        void add(Container container) {
            if (container.takesRequests()) {
                ready++;
            } else if (container.hasEnded()) {
                failed++;
            } else {
                notReady++;
            }
        }

        JsonObject json() {
            return new JsonObject()
                    .put("ready", ready)
                    .put("not_ready", notReady)
                    .put("failed", failed);
        }
    }
}
