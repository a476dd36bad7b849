package io.genisys.connector.http;

import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.measure.Counter;
import io.genisys.connector.measure.Measures;
import io.genisys.connector.model.Registration;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The streams of events of one event loop. Used from one context only, but for {@link #wake}. */
final class EventStreams {
    /** For a caller that was cut off to read why. */
    private static final long LAST_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private final Vertx vertx;
    private final Measures measures;
    private final Duration beat;
    private final Map<EventStream, HttpServerRequest> open = new HashMap<>();
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private final Registration wakeUps;
    private final Context context;
    private Optional<Long> heartbeat = Optional.empty();

    /** @param beat from one sign of life to the next */
    EventStreams(Vertx vertx, RecentHistory history, Measures measures, Duration beat) {
        this.beat = beat;
        this.vertx = vertx;
        this.measures = measures;
        this.context = vertx.getOrCreateContext();
        this.wakeUps = history.listen(this::wake);
    }

    void add(EventStream stream, HttpServerRequest request) {
        if (open.isEmpty()) {
            heartbeat = Optional.of(vertx.setPeriodic(beat.toMillis(), timer -> beat()));
        }
        open.put(stream, request);
        stream.begin();
    }

    void remove(EventStream stream) {
        if (open.remove(stream) != null && open.isEmpty()) {
            heartbeat.ifPresent(vertx::cancelTimer);
        }
    }

    /** Once for all that happens at a time. */
    private void wake() {
        if (isWoken.compareAndSet(false, true)) {
            context.runOnContext(v -> {
                isWoken.set(false);
                Map.copyOf(open).keySet().forEach(EventStream::wake);
            });
        }
    }

    private void beat() {
        Map.copyOf(open).forEach((stream, request) -> {
            if (stream.beat()) {
                measures.count(Counter.EVENT_STREAMS_ENDED, "slow");
                stream.end("you read too slowly: call again with Last-Event-ID").onComplete(told -> close(request));
                vertx.setTimer(LAST_MILLIS, timer -> close(request));
            }
        });
    }

    /** With HTTP/2, others may be under way on the connection. */
    private static void close(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }

    /** Before the server ends, which would wait for them. */
    void close() {
        wakeUps.end();
        Map.copyOf(open).keySet().forEach(stream -> stream.end("the connector is stopping"));
    }
}
