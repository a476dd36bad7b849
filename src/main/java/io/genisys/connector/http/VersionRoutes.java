package io.genisys.connector.http;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Catalog.RollBack;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.measure.Counter;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The versions of a definition, and what callers do about the update of its containers. */
final class VersionRoutes {
    private static final String DRY_RUN = "dryRun";
    private static final String VERSION = "version";

    private final Catalog catalog;
    private final Chronicle chronicle;
    private final ServiceLimits limits;

    VersionRoutes(Sources sources, ServiceLimits limits) {
        this.catalog = sources.catalog();
        this.chronicle = sources.chronicle();
        this.limits = limits;
    }

    Future<Answer> list(RoutingContext request) {
        return Future.succeededFuture(Answer.json(200, VersionJson.of(entry(request))));
    }

    Future<Answer> get(RoutingContext request) {
        Entry entry = entry(request);
        String number = request.pathParam(VERSION);
        DefinitionVersion version = Optional.of(number)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .flatMap(text -> entry.find(Long.parseLong(text)))
                .orElseThrow(() -> unknown(entry.service(), number));
        return Future.succeededFuture(Answer.json(200, VersionJson.of(version, !Gatekeeper.showsSecrets(request))));
    }

    Future<Answer> rollBack(RoutingContext request) {
        List<FieldError> errors = new ArrayList<>();
        boolean isDryRun =
                Flags.read(request.queryParams(), List.of(DRY_RUN), errors).contains(DRY_RUN);
        OptionalLong wanted = RollBackBody.read(JsonBody.read(request), errors);
        Entry entry = entry(request);
        Precondition precondition = Conditions.of(request.request().headers(), Optional.of(entry));
        DefinitionVersion back = back(entry, wanted);
        return limits.check(back.definition(), request.vertx())
                .compose(allowed -> isDryRun
                        ? Future.succeededFuture(Answer.json(200, VersionJson.of(back, false)))
                        : rollBack(request, entry, back, precondition));
    }

    private static DefinitionVersion back(Entry entry, OptionalLong wanted) {
        if (wanted.isEmpty()) {
            return entry.lastProven()
                    .orElseThrow(() -> conflict("no earlier version of service " + entry.service()
                            + " was ever proven; name the version that is to come back"));
        }
        long number = wanted.getAsLong();
        if (number == entry.version()) {
            throw conflict("version " + number + " of service " + entry.service() + " is the current one");
        }
        return entry.find(number).orElseThrow(() -> unknown(entry.service(), Long.toString(number)));
    }

    private Future<Answer> rollBack(
            RoutingContext request, Entry before, DefinitionVersion back, Precondition precondition) {
        RollBack how = new RollBack(OptionalLong.of(back.version()), Fate.ROLLED_BACK, Optional.empty());
        return catalog.rollBack(before.service(), how, precondition, Requester.author(request, chronicle))
                .map(entry -> {
                    count(entry, "rollback");
                    tell(request, What.SERVICE_ROLLED_BACK, before, entry, "to version " + back.version());
                    return Answer.json(200, VersionJson.of(entry.current(), false))
                            .with("ETag", Conditions.etag(entry.version()));
                });
    }

    Future<Answer> update(RoutingContext request) {
        UpdateAction action = UpdateAction.read(JsonBody.read(request));
        Entry before = entry(request);
        Precondition asked = Conditions.of(request.request().headers(), Optional.of(before));
        Precondition precondition =
                asked instanceof Precondition.Version ? asked : new Precondition.Version(before.version());
        return new UpdateSteps(catalog, Requester.author(request, chronicle), chronicle.now())
                .carryOut(action, before, precondition)
                .map(entry -> {
                    count(entry, JsonParts.word(action));
                    tell(request, action.what(), before, entry, "");
                    return Answer.json(200, shown(entry)).with("ETag", Conditions.etag(entry.version()));
                });
    }

    private static JsonObject shown(Entry entry) {
        return new JsonObject()
                .put("service", entry.service().value())
                .put(VERSION, entry.version())
                .put("update", entry.update().map(UpdateJson::of).orElse(null));
    }

    private void count(Entry entry, String action) {
        chronicle.measures().count(Counter.UPDATE_REQUESTS, entry.service().value(), action);
    }

    /** @param why more than what happened says; empty: nothing */
    private void tell(RoutingContext request, What what, Entry before, Entry after, String why) {
        Subject service = Subject.of(after.service());
        chronicle.tell(
                what,
                service,
                new Cause(Optional.of(why).filter(text -> !text.isEmpty()), Optional.of(Requester.of(request))));
        Audit.changed(request, AuditedChange.of(what, service, state(before), state(after)));
    }

    private static JsonObject state(Entry entry) {
        return new JsonObject()
                .put(VERSION, entry.version())
                .put("update", entry.update().map(UpdateJson::of).orElse(null));
    }

    private Entry entry(RoutingContext request) {
        ServiceName service = PathName.of(request);
        return catalog.find(service).orElseThrow(() -> PathName.unknown(service.value()));
    }

    private static FailureException unknown(ServiceName service, String version) {
        return new FailureException(
                FailureKind.UNKNOWN_VERSION,
                "version " + version + " of service " + service + " is not kept; GET /service/" + service
                        + "/versions lists those that are");
    }

    private static FailureException conflict(String message) {
        return new FailureException(FailureKind.CONFLICT, message);
    }
}
