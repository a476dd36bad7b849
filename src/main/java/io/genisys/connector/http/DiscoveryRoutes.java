package io.genisys.connector.http;

import io.genisys.connector.discovery.Lists;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** What load balancers and Prometheus poll. */
final class DiscoveryRoutes {
    private final Lists lists;
    private final WorkerExecutor rendering;

    /** @param rendering on which lists are written, which may take longer than an event loop should */
    DiscoveryRoutes(Lists lists, WorkerExecutor rendering) {
        this.lists = lists;
        this.rendering = rendering;
    }

    Future<Answer> traefik(RoutingContext request) {
        Optional<Predicate<ServiceName>> which = shownTo(request);
        return answer(() -> lists.traefik(which));
    }

    Future<Answer> prometheus(RoutingContext request) {
        Optional<Predicate<ServiceName>> which = shownTo(request);
        return answer(() -> lists.prometheus(which));
    }

    private static Optional<Predicate<ServiceName>> shownTo(RoutingContext request) {
        Grant grant = Identity.grant(request);
        return grant.isLimited() ? Optional.of(service -> grant.covers(service.value())) : Optional.empty();
    }

    private Future<Answer> answer(Callable<Buffer> list) {
        return rendering.executeBlocking(list).map(body -> Answer.json(200, body));
    }
}
