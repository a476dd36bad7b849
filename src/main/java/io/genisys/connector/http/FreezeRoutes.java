package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.model.Freeze;
import io.genisys.connector.model.Freezes;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Freezes, of single services and of all: numbers and updates stand still, and what fails is still replaced. */
final class FreezeRoutes {
    private final Sources sources;
    private final Catalog catalog;

    FreezeRoutes(Sources sources) {
        this.sources = sources;
        this.catalog = sources.catalog();
    }

    Future<Answer> show(RoutingContext request) {
        Grant grant = Identity.grant(request);
        return Future.succeededFuture(Answer.json(200, LimitJson.freezes(catalog.freezes(), grant::covers)));
    }

    Future<Answer> freezeAll(RoutingContext request) {
        return change(request, Optional.empty(), Optional.of(asked(request)))
                .map(freezes -> Answer.json(200, LimitJson.freezes(freezes, all -> true)));
    }

    Future<Answer> unfreezeAll(RoutingContext request) {
        return change(request, Optional.empty(), Optional.empty())
                .map(freezes -> Answer.json(200, LimitJson.freezes(freezes, all -> true)));
    }

    Future<Answer> freeze(RoutingContext request) {
        return one(request, Optional.of(asked(request)));
    }

    Future<Answer> unfreeze(RoutingContext request) {
        return one(request, Optional.empty());
    }

    private Future<Answer> one(RoutingContext request, Optional<Freeze> freeze) {
        ServiceName service = PathName.of(request);
        return change(request, Optional.of(service), freeze)
                .map(freezes -> Answer.json(200, LimitJson.freeze(service, freezes)));
    }

    private Freeze asked(RoutingContext request) {
        FreezeBody body =
                FreezeBody.read(JsonBody.readIfAny(request), sources.clock().wall());
        return new Freeze(sources.clock().wall(), body.until(), body.reason(), Optional.of(Requester.of(request)));
    }

    private Future<Freezes> change(RoutingContext request, Optional<ServiceName> service, Optional<Freeze> freeze) {
        Freezes before = catalog.freezes();
        Optional<Freeze> old =
                service.map(before.services()::get).or(() -> service.isPresent() ? Optional.empty() : before.all());
        return catalog.freeze(service, freeze).onSuccess(after -> {
            if (freeze.isPresent() || old.isPresent()) {
                tell(request, service, old, freeze);
            }
        });
    }

    private void tell(
            RoutingContext request, Optional<ServiceName> service, Optional<Freeze> old, Optional<Freeze> freeze) {
        What what = service.isPresent()
                ? (freeze.isPresent() ? What.SERVICE_FROZEN : What.SERVICE_UNFROZEN)
                : (freeze.isPresent() ? What.SERVICES_FROZEN : What.SERVICES_UNFROZEN);
        Subject subject = service.map(Subject::of).orElse(Subject.ALL);
        Optional<String> why = freeze.map(Freeze::words).filter(words -> !words.isEmpty());
        sources.chronicle().tell(what, subject, new Cause(why, Optional.of(Requester.of(request))));
        Audit.changed(request, AuditedChange.of(what, subject, json(old), json(freeze)));
    }

    private static JsonObject json(Optional<Freeze> freeze) {
        return freeze.map(LimitJson::freeze).orElse(null);
    }
}
