package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.model.Caller;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happened lately. */
final class HistoryRoutes {
    private final Catalog catalog;
    private final RecentHistory history;

    HistoryRoutes(Sources sources) {
        this.catalog = sources.catalog();
        this.history = sources.history();
    }

    /** Of all services and hosts. */
    Future<Answer> all(RoutingContext request) {
        return Future.succeededFuture(answer(history.all(happened -> true)));
    }

    /** Of one service, also after it was removed. */
    Future<Answer> ofService(RoutingContext request) {
        ServiceName service = PathName.of(request);
        List<Happened> all =
                history.all(happened -> happened.subject().service().equals(Optional.of(service)));
        if (all.isEmpty() && catalog.find(service).isEmpty()) {
            throw PathName.unknown(service.value());
        }
        return Future.succeededFuture(answer(all));
    }

    private static Answer answer(List<Happened> all) {
        JsonArray items = new JsonArray();
        all.forEach(happened -> items.add(json(happened)));
        return Answer.json(200, new JsonObject().put("history", items));
    }

    /** Every field is always there; null if there is nothing to say. */
    private static JsonObject json(Happened happened) {
        Happened.Subject subject = happened.subject();
        Optional<Caller> caller = happened.cause().caller();
        return new JsonObject()
                .put("sequence", happened.sequence())
                .put("time", happened.time().toString())
                .put("what", happened.what().name().toLowerCase(Locale.ROOT))
                .put("service", subject.service().map(ServiceName::value).orElse(null))
                .put("host", subject.host().map(HostName::value).orElse(null))
                .put("container", subject.container().orElse(null))
                .put("instance", JsonParts.number(subject.slot()))
                .put("from", JsonParts.number(happened.numbers().before()))
                .put("to", JsonParts.number(happened.numbers().after()))
                .put("why", happened.cause().why().orElse(null))
                .put("user", caller.flatMap(Caller::user).orElse(null))
                .put("address", caller.map(Caller::address).orElse(null))
                .put("request", caller.flatMap(Caller::request).orElse(null));
    }
}
