package io.genisys.connector;

import io.genisys.connector.bus.Reports;
import io.genisys.connector.config.ConnectorConfig.HostSection;
import io.genisys.connector.docker.DockerVerticle;
import io.genisys.connector.docker.engine.DockerEngine;
import io.genisys.connector.model.HostName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hosts that are driven, each by a verticle of its own, as the configuration says it. Used from one context only.
 */
final class DrivenHosts {
    private static final Logger LOG = LoggerFactory.getLogger(DrivenHosts.class);

    private final Vertx vertx;
    private final Shutdown shutdown;
    private final Map<HostName, Driven> driven = new HashMap<>();
    private Future<?> before = Future.succeededFuture();

    DrivenHosts(Vertx vertx, Shutdown shutdown) {
        this.vertx = vertx;
        this.shutdown = shutdown;
    }

    /**
     * Drives these hosts from now on, and no others. A host whose section is the same as before goes on undisturbed;
     * the containers of one that is not driven any more are left as they are.
     *
     * @return ends when each of them was asked for what it has; fails where one can't be driven at all, and the others
     *     are
     */
    Future<?> drive(Wiring wiring) {
        before = before.transform(done -> driveNow(wiring));
        return before;
    }

    private Future<?> driveNow(Wiring wiring) {
        Map<HostName, HostSection> wanted =
                wiring.hosts().stream().collect(Collectors.toMap(HostSection::name, Function.identity()));
        List<Future<?>> steps = new ArrayList<>();
        List.copyOf(driven.keySet()).stream()
                .filter(host -> !wanted.containsKey(host))
                .forEach(host -> steps.add(remove(host)));
        wanted.values().stream()
                .filter(host -> !isDriven(host))
                .forEach(host -> steps.add(leave(host.name()).compose(left -> add(wiring, host))));
        return Future.join(steps);
    }

    private boolean isDriven(HostSection host) {
        Driven now = driven.get(host.name());
        return now != null && now.section().equals(host);
    }

    private Future<?> add(Wiring wiring, HostSection host) {
        return vertx.executeBlocking(() -> DockerEngine.of(wiring.engine(host)), false)
                .compose(engine -> {
                    Shutdown.Later verticle = shutdown.then(new DockerVerticle(engine, wiring.host(host)));
                    return vertx.deployVerticle(verticle)
                            .onSuccess(id -> driven.put(host.name(), new Driven(host, verticle, id)));
                });
    }

    private Future<?> remove(HostName host) {
        return leave(host).onSuccess(left -> {
            LOG.warn("Host {} is driven no more: its containers are left as they are", host);
            Reports.publishRemoved(vertx, host);
        });
    }

    private Future<?> leave(HostName host) {
        Driven gone = driven.remove(host);
        if (gone == null) {
            return Future.succeededFuture();
        }
        gone.verticle().stopsAlone();
        return vertx.undeploy(gone.deployment());
    }

    private record Driven(HostSection section, Shutdown.Later verticle, String deployment) {}
}
