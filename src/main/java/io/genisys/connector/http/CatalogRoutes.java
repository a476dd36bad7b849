package io.genisys.connector.http;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.CatalogSnapshot;
import io.genisys.connector.fields.FaultList;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceDefinition;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The whole catalog as one document, to be kept elsewhere or moved. It holds environment variables in clear. */
final class CatalogRoutes {
    /** Each takes as much of the heap and of the processor as all services. */
    private static final int MOST_EXPORTS = 4;

    private final Purse exports = new Purse(MOST_EXPORTS);
    private final Catalog catalog;
    private final Chronicle chronicle;
    private final WorkerExecutor rendering;
    private final ServiceLimits limits;
    private final long mostWeight;

    /**
     * @param rendering does so for one document after another
     * @param mostWeight of all services of a document
     */
    CatalogRoutes(Sources sources, WorkerExecutor rendering, ServiceLimits limits, long mostWeight) {
        this.rendering = rendering;
        this.catalog = sources.catalog();
        this.chronicle = sources.chronicle();
        this.limits = limits;
        this.mostWeight = mostWeight;
    }

    Future<Answer> export(RoutingContext request) {
        if (!exports.take(1)) {
            throw Busy.with("exports");
        }
        return catalog.export()
                .compose(snapshot ->
                        rendering.executeBlocking(() -> Answer.json(200, Buffer.buffer(ModelJson.write(snapshot)))))
                .onComplete(rendered -> exports.give(1));
    }

    /** All of it or nothing. Containers of services that are not in it are left alone. */
    Future<Answer> replace(RoutingContext request) {
        Turn turn = request.get(Turn.KEY);
        return turn.act(() -> request.vertx()
                .executeBlocking(() -> checked(snapshot(request)), false)
                .compose(document -> replace(document, request))
                .map(done -> Answer.empty(204)));
    }

    private Future<Void> replace(CatalogSnapshot document, RoutingContext request) {
        JsonObject before = new JsonObject().put("services", catalog.all().size());
        JsonObject after = new JsonObject().put("services", document.services().size());
        Authorship author = Authorship.of(chronicle.now(), Authorship.IMPORT);
        return catalog.replaceAll(document, author).onSuccess(done -> {
            tell(document, request);
            Audit.changed(request, AuditedChange.of(What.CATALOG_IMPORTED, Subject.ALL, before, after));
        });
    }

    private void tell(CatalogSnapshot document, RoutingContext request) {
        String why = "a document with " + document.services().size() + " services took the place of all";
        chronicle.tell(
                What.CATALOG_IMPORTED, Subject.ALL, new Cause(Optional.of(why), Optional.of(Requester.of(request))));
    }

    private CatalogSnapshot snapshot(RoutingContext request) {
        return JsonBody.read(
                request,
                "must be a document that GET /export gave",
                bytes -> ModelJson.readDocument(bytes, CatalogSnapshot.class, mostWeight));
    }

    private CatalogSnapshot checked(CatalogSnapshot snapshot) {
        for (int i = 0; i < snapshot.services().size(); i++) {
            check(snapshot.services().get(i).definition(), "services[" + i + "].definition");
        }
        List<FieldError> tooMany = snapshot.services().stream()
                .filter(service -> service.number().orElse(0) > limits.maxContainers())
                .map(service -> new FieldError(
                        "services." + service.definition().name() + ".number",
                        "must be at most " + limits.maxContainers()))
                .toList();
        if (!tooMany.isEmpty()) {
            throw new InvalidException(tooMany);
        }
        return snapshot.with(snapshot.services().stream()
                .map(service -> service.within(limits.scale().limits(service.definition())))
                .toList());
    }

    private void check(ServiceDefinition definition, String place) {
        try {
            limits.check(definition);
        } catch (InvalidException e) {
            throw FaultList.within(place, e);
        }
    }
}
