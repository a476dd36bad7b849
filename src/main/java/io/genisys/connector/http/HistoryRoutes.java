package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
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
        all.forEach(happened -> items.add(HappenedJson.of(happened)));
        return Answer.json(200, new JsonObject().put("history", items));
    }
}
