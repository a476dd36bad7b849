package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What happened lately. */
final class HistoryRoutes {
    private static final String LIMIT = "limit";
    private static final int SHOWN = 1_000;
    private static final int MOST_SHOWN = 10_000;

    private final Catalog catalog;
    private final RecentHistory history;
    private final WorkerExecutor rendering;

    /** @param rendering does so for one list after another */
    HistoryRoutes(Sources sources, WorkerExecutor rendering) {
        this.catalog = sources.catalog();
        this.history = sources.history();
        this.rendering = rendering;
    }

    /** Of all services and hosts. Not on the event loop: there may be thousands of things. */
    Future<Answer> all(RoutingContext request) {
        int limit = limit(request.queryParams());
        Predicate<Happened> shown = shownTo(Identity.grant(request));
        return history.kept()
                .compose(kept -> rendering.executeBlocking(() -> Answer.json(
                        200, HistoryJson.of(kept.all().stream().filter(shown).toList(), limit))));
    }

    /** Of one service, also after it was removed. */
    Future<Answer> ofService(RoutingContext request) {
        ServiceName service = PathName.of(request);
        return history.kept().map(kept -> {
            List<Happened> all = kept.of(service);
            if (all.isEmpty() && catalog.find(service).isEmpty()) {
                throw PathName.unknown(service.value());
            }
            return Answer.json(200, HistoryJson.of(all, all.size()));
        });
    }

    /** Who may use some services only sees nothing of others, nor of hosts. */
    static Predicate<Happened> shownTo(Grant grant) {
        return happened -> !grant.isLimited()
                || happened.subject()
                        .service()
                        .filter(service -> grant.covers(service.value()))
                        .isPresent();
    }

    private static int limit(MultiMap query) {
        List<FieldError> errors = new ArrayList<>();
        query.names().stream()
                .filter(name -> !name.equals(LIMIT))
                .forEach(name -> errors.add(new FieldError(name, "is an unknown parameter; the only one is limit")));
        List<String> limits = query.getAll(LIMIT);
        boolean isNumber = limits.size() == 1 && limits.get(0).matches("[0-9]{1,6}");
        int limit = isNumber ? Integer.parseInt(limits.get(0)) : SHOWN;
        if ((!limits.isEmpty() && !isNumber) || limit < 1 || limit > MOST_SHOWN) {
            errors.add(new FieldError(LIMIT, "must be a whole number from 1 to " + MOST_SHOWN));
        }
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return limit;
    }
}
