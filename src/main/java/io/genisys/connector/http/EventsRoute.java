package io.genisys.connector.http;

import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.measure.Counter;
import io.genisys.connector.measure.Measures;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.SeenCluster;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What happens, as it happens, as server-sent events. */
final class EventsRoute implements Action {
    private static final Set<String> FILTERS = Set.of("service", "host");
    private static final Answer HEAD =
            new Answer(200, Map.of("Content-Type", "text/event-stream", "X-Accel-Buffering", "no"), Optional.empty());

    private final Callers callers;
    private final RecentHistory history;
    private final Measures measures;
    private final EventStreams streams;
    private final Optional<SeenCluster> cluster;

    EventsRoute(Callers callers, Sources sources) {
        this.callers = callers;
        this.history = sources.history();
        this.cluster = sources.cluster();
        this.measures = sources.chronicle().measures();
        this.streams = new EventStreams(
                callers.vertx(), history, measures, callers.limits().beat());
        callers.atStop(streams::close);
    }

    @Override
    public Future<Answer> answer(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Predicate<Happened> filter = HistoryRoutes.shownTo(Identity.grant(ctx)).and(filter(ctx.queryParams()));
        long last = last(request);
        if (request.method().equals(HttpMethod.HEAD)) {
            return Future.succeededFuture(HEAD);
        }
        Purse all = callers.limits().budget().streams();
        if (!all.take(1)) {
            measures.count(Counter.EVENT_STREAMS_ENDED, "full");
            throw Busy.with("event streams");
        }
        Promise<Answer> over = Promise.promise();
        HEAD.begin(request.response());
        EventStream stream = new EventStream(request.response(), history, filter, last, suffix());
        // it is no request that would keep others from being answered
        callers.lasts(request);
        callers.atEnd(request, () -> {
            all.give(1);
            streams.remove(stream);
            over.tryComplete(HEAD);
        });
        streams.add(stream, request);
        return over.future();
    }

    /** Without the number of an event: from now on. */
    private long last(HttpServerRequest request) {
        String id = request.getHeader("Last-Event-ID");
        if (id == null) {
            return history.newest();
        }
        String number = id.endsWith(suffix()) ? id.substring(0, id.length() - suffix().length()) : "";
        return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : Long.MAX_VALUE;
    }

    /** Of a number: each node of a cluster has its own. */
    private String suffix() {
        return cluster.map(view -> "@" + view.view().node()).orElse("");
    }

    private static Predicate<Happened> filter(MultiMap query) {
        List<FieldError> errors = new ArrayList<>();
        query.names().stream()
                .filter(name -> !FILTERS.contains(name))
                .forEach(name ->
                        errors.add(new FieldError(name, "is an unknown parameter; there are service and host")));
        FILTERS.forEach(name -> query.getAll(name).stream()
                .filter(value -> !ServiceName.isValid(value))
                .forEach(value -> errors.add(new FieldError(name, "cannot be a name"))));
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        List<String> services = query.getAll("service");
        List<String> hosts = query.getAll("host");
        return happened -> isAmong(services, happened.subject().service().map(ServiceName::value))
                && isAmong(hosts, happened.subject().host().map(HostName::value));
    }

    /** No names mean all. */
    private static boolean isAmong(List<String> names, Optional<String> name) {
        return names.isEmpty() || name.filter(names::contains).isPresent();
    }
}
