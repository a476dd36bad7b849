package io.genisys.connector.http;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Freezes;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.OptionalLong;

/** Definitions: read from the catalog, changed there; removed by the reconciler, which stops their containers. */
final class ServiceRoutes {
    private static final String FROZEN = "frozen";

    private final Catalog catalog;
    private final Chronicle chronicle;
    private final WorkerExecutor rendering;
    private final Removals removals;
    private final ServiceLimits limits;

    /** @param rendering does so for one list after another */
    ServiceRoutes(Sources sources, Removals removals, ServiceLimits limits, WorkerExecutor rendering) {
        this.rendering = rendering;
        this.catalog = sources.catalog();
        this.chronicle = sources.chronicle();
        this.removals = removals;
        this.limits = limits;
    }

    /** Not on the event loop: there may be thousands. */
    Future<Answer> list(RoutingContext request) {
        boolean isReader = !Gatekeeper.showsSecrets(request);
        Grant grant = Identity.grant(request);
        return rendering.executeBlocking(() -> {
            JsonObject all = new JsonObject();
            Freezes freezes = catalog.freezes();
            catalog.all().stream()
                    .filter(entry -> grant.covers(entry.service().value()))
                    .forEach(entry -> all.put(entry.service().value(), listed(entry, freezes, isReader)));
            return Answer.json(200, all);
        });
    }

    /** A freeze is shown beside the definition. */
    private static Map<String, Object> listed(Entry entry, Freezes freezes, boolean isReader) {
        Map<String, Object> shown = shown(entry.definition(), isReader);
        freezes.of(entry.service())
                .ifPresent(freeze -> shown.put(FROZEN, LimitJson.freeze(freeze).getMap()));
        return shown;
    }

    /** What a list shows can be put as it is. */
    private static Map<String, Object> body(RoutingContext request) {
        Map<String, Object> body = JsonBody.read(request);
        body.remove(FROZEN);
        return body;
    }

    private static Map<String, Object> shown(ServiceDefinition definition, boolean isReader) {
        return isReader ? Masked.of(definition) : DefinitionForm.write(definition);
    }

    Future<Answer> post(RoutingContext request) {
        ServiceDefinition wanted = DefinitionForm.read(body(request), limits.rights()::check);
        Gatekeeper.demand(request, wanted.name());
        return limits.check(wanted, request.vertx())
                .compose(allowed -> catalog.put(wanted, Precondition.ABSENT, Requester.author(request, chronicle)))
                .map(result -> changed(result, request))
                .recover(error -> isPreconditionFailed(error)
                        ? Future.succeededFuture(sameOrConflict(wanted))
                        : Future.failedFuture(error));
    }

    private Answer sameOrConflict(ServiceDefinition wanted) {
        return catalog.find(wanted.name())
                .filter(entry -> entry.definition().equals(wanted))
                .map(entry -> definition(200, entry))
                .orElseThrow(() -> conflict("there is another definition of " + wanted.name() + "; PUT /service/"
                        + wanted.name() + " changes it"));
    }

    Future<Answer> get(RoutingContext request) {
        ServiceName service = PathName.of(request);
        Entry entry = catalog.find(service).orElseThrow(() -> PathName.unknown(service.value()));
        boolean known = Conditions.isKnown(request.request().headers(), entry);
        return Future.succeededFuture(
                known
                        ? Answer.empty(304).with("ETag", Conditions.etag(entry.version()))
                        : definition(200, entry, !Gatekeeper.showsSecrets(request)));
    }

    Future<Answer> put(RoutingContext request) {
        ServiceDefinition wanted = named(PathName.text(request), body(request));
        return limits.check(wanted, request.vertx()).compose(allowed -> put(wanted, request));
    }

    private Future<Answer> put(ServiceDefinition wanted, RoutingContext request) {
        Precondition precondition = Conditions.of(request.request().headers(), catalog.find(wanted.name()));
        return catalog.put(wanted, precondition, Requester.author(request, chronicle))
                .map(result -> changed(result, request));
    }

    private ServiceDefinition named(String name, Map<String, Object> body) {
        if (!ServiceName.isValid(name) || body.get("name") == null) {
            body.put("name", name);
        }
        ServiceDefinition wanted = DefinitionForm.read(body, limits.rights()::check);
        if (!wanted.name().value().equals(name)) {
            throw conflict("name is " + wanted.name() + " in the body, but " + name + " in the path");
        }
        return wanted;
    }

    Future<Answer> delete(RoutingContext request) {
        ServiceName service = PathName.of(request);
        Entry entry = catalog.find(service).orElseThrow(() -> PathName.unknown(service.value()));
        OptionalLong version = Conditions.version(request.request().headers(), entry);
        return removals.remove(new RemoveRequest(service, version, Requester.of(request)))
                .onSuccess(done -> Audit.changed(request, AuditedChange.removed(entry.definition(), entry.number())))
                .compose(done -> shown())
                .map(done -> Answer.empty(204));
    }

    /** What is answered here shows here, though the reconciler of another node may have done it. */
    private Future<Void> shown() {
        return catalog.upToDate().otherwiseEmpty();
    }

    private Answer changed(PutResult result, RoutingContext request) {
        if (result.kind() != PutResult.Kind.UNCHANGED) {
            Audit.changed(
                    request,
                    AuditedChange.defined(result.before(), result.entry().definition()));
        }
        Subject service = Subject.of(result.entry().service());
        Cause cause = Cause.of(Requester.of(request));
        return switch (result.kind()) {
            case CREATED -> {
                chronicle.tell(What.SERVICE_DEFINED, service, cause);
                yield definition(201, result.entry())
                        .with("Location", "/service/" + result.entry().service());
            }
            case CHANGED -> {
                chronicle.tell(What.SERVICE_CHANGED, service, cause);
                yield definition(200, result.entry());
            }
            case UNCHANGED -> definition(200, result.entry());
        };
    }

    /** To who may change it. */
    private static Answer definition(int status, Entry entry) {
        return definition(status, entry, false);
    }

    private static Answer definition(int status, Entry entry, boolean isReader) {
        return Answer.json(status, new JsonObject(shown(entry.definition(), isReader)))
                .with("ETag", Conditions.etag(entry.version()));
    }

    private static boolean isPreconditionFailed(Throwable error) {
        return error instanceof FailureException known && known.failure().kind() == FailureKind.PRECONDITION_FAILED;
    }

    private static FailureException conflict(String message) {
        return new FailureException(FailureKind.CONFLICT, message);
    }
}
