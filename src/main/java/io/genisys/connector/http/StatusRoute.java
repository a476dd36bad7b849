package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.OptionalInt;

/** How many containers of a service run: from memory, as an autoscaler polls all services with one thread. */
final class StatusRoute implements Action {
    private final Catalog catalog;
    private final Fleet fleet;

    StatusRoute(Catalog catalog, Fleet fleet) {
        this.catalog = catalog;
        this.fleet = fleet;
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        ServiceName service = PathName.of(request);
        Entry entry = catalog.find(service).orElseThrow(() -> PathName.unknown(service.value()));
        int running = fleet.running(entry.definition()).orElseThrow(() -> nothingKnown(service));
        return Future.succeededFuture(answer(running));
    }

    /** Empty if the service, or how many run, is not known. */
    Optional<Answer> known(ServiceName service) {
        OptionalInt running = catalog.find(service)
                .map(entry -> fleet.running(entry.definition()))
                .orElseGet(OptionalInt::empty);
        return running.isPresent() ? Optional.of(answer(running.getAsInt())) : Optional.empty();
    }

    private static Answer answer(int running) {
        return Answer.json(200, Buffer.buffer("{\"running_resources\":" + running + "}"));
    }

    private static FailureException nothingKnown(ServiceName service) {
        return new FailureException(
                FailureKind.UNREACHABLE,
                "no Docker host has answered yet: how many containers of " + service + " run is not known");
    }
}
