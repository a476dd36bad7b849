package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which containers a service has, and where they are reached: from memory, as load balancers poll it. */
final class ContainersRoute implements Action {
    private static final Comparator<Replica> ORDER = Comparator.comparing(Replica::host)
            .thenComparing(replica -> replica.container().name())
            .thenComparing(Replica::id);

    private final Catalog catalog;
    private final Fleet fleet;
    private final SteadyClock clock;

    ContainersRoute(Sources sources) {
        this.catalog = sources.catalog();
        this.fleet = sources.fleet();
        this.clock = sources.clock();
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        ServiceName service = PathName.of(request);
        Entry entry = catalog.find(service).orElseThrow(() -> PathName.unknown(service.value()));
        if (fleet.running(entry.definition()).isEmpty()) {
            throw nothingKnown(service);
        }
        return Future.succeededFuture(Answer.json(
                200,
                new JsonObject().put("service", service.value()).put("containers", containers(entry.definition()))));
    }

    private JsonArray containers(ServiceDefinition service) {
        List<Replica> replicas = fleet.replicas(service).stream().sorted(ORDER).toList();
        return JsonParts.array(replicas, this::container);
    }

    private JsonObject container(Replica replica) {
        JsonObject json = ContainerJson.of(replica, address(replica.host()));
        catalog.guards()
                .protectedUntil(replica.container(), clock.wall())
                .ifPresent(end -> json.put("protected_until", end.toString()));
        return json;
    }

    private Optional<String> address(HostName host) {
        return fleet.host(host).map(HostView::profile).flatMap(profile -> profile.address());
    }

    private static FailureException nothingKnown(ServiceName service) {
        return new FailureException(
                FailureKind.UNREACHABLE,
                "no Docker host has answered yet: which containers " + service + " has is not known");
    }
}
