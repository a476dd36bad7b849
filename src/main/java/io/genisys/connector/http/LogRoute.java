package io.genisys.connector.http;

import io.genisys.connector.bus.HostClient;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;

/**
 * What the containers of a service wrote. To follow them is to look again each second, as long as the caller takes what
 * comes: no connection to an engine is kept, and no thread waits. Used from one context only.
 */
final class LogRoute implements Action {
    private static final int MOST_STREAMS = 16;
    private static final long PAUSE_MILLIS = 1000;

    private static final Comparator<Replica> ORDER = Comparator.comparing(Replica::host)
            .thenComparing(replica -> replica.container().name())
            .thenComparing(Replica::id);

    private final Vertx vertx;
    private final Catalog catalog;
    private final Fleet fleet;
    private int streams;

    LogRoute(Vertx vertx, Catalog catalog, Fleet fleet) {
        this.vertx = vertx;
        this.catalog = catalog;
        this.fleet = fleet;
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        ServiceName service = PathName.of(request);
        LogQuery query = LogQuery.of(request.queryParams());
        if (catalog.find(service).isEmpty()) {
            throw PathName.unknown(service.value());
        }
        query.host().filter(host -> !isKnown(host)).ifPresent(host -> {
            throw PathName.unknownHost(host.value());
        });
        ServiceLog log = new ServiceLog(new HostClient(vertx));
        boolean isFollowed = query.follow() && request.request().method().equals(HttpMethod.GET);
        return isFollowed ? follow(service, query, log, request.response()) : once(service, query, log);
    }

    /** One that this node has not heard of yet may be known to the others. */
    private boolean isKnown(HostName host) {
        return fleet.host(host).isPresent() || catalog.knownHosts().names().contains(host);
    }

    private Future<Answer> once(ServiceName service, LogQuery query, ServiceLog log) {
        return log.next(replicas(service, query), query.tail())
                .map(text -> Answer.json(200, text).with("Content-Type", "text/plain; charset=utf-8"));
    }

    private Future<Answer> follow(ServiceName service, LogQuery query, ServiceLog log, HttpServerResponse response) {
        if (streams >= MOST_STREAMS) {
            throw Busy.with("logs are followed at a time");
        }
        streams++;
        Promise<Answer> end = Promise.promise();
        response.closeHandler(closed -> end.tryComplete(Answer.empty(200)));
        end.future().onComplete(ended -> streams--);
        Answer.json(200, Buffer.buffer())
                .with("Content-Type", "text/plain; charset=utf-8")
                .begin(response);
        new Following(service, query, log, response, end).step(query.tail());
        return end.future();
    }

    /** Those on hosts that answer. */
    private List<Replica> replicas(ServiceName service, LogQuery query) {
        return catalog.find(service)
                .map(entry -> fleet.replicas(entry.definition()).stream()
                        .filter(query::covers)
                        .filter(replica -> answers(replica.host()))
                        .sorted(ORDER)
                        .toList())
                .orElse(List.of());
    }

    private boolean answers(HostName host) {
        return fleet.host(host).filter(HostView::isReady).isPresent();
    }

    /** One caller who follows. */
    private final class Following {
        private final ServiceName service;
        private final LogQuery query;
        private final ServiceLog log;
        private final HttpServerResponse response;
        private final Promise<Answer> end;

        Following(
                ServiceName service, LogQuery query, ServiceLog log, HttpServerResponse response, Promise<Answer> end) {
            this.service = service;
            this.query = query;
            this.log = log;
            this.response = response;
            this.end = end;
        }

        void step(int most) {
            if (end.future().isComplete() || response.closed()) {
                end.tryComplete(Answer.empty(200));
                return;
            }
            log.next(replicas(service, query), most).onComplete(read -> {
                if (read.succeeded() && read.result().length() > 0 && !response.closed()) {
                    response.write(read.result());
                }
                onceTaken();
            });
        }

        private void onceTaken() {
            if (response.closed()) {
                end.tryComplete(Answer.empty(200));
            } else if (response.writeQueueFull()) {
                response.drainHandler(taken -> again());
            } else {
                again();
            }
        }

        private void again() {
            vertx.setTimer(PAUSE_MILLIS, timer -> step(LogQuery.MOST));
        }
    }
}
