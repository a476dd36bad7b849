package io.genisys.connector.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The connections of one event loop, and which of them have no request under way: those are closed in time, and if
 * there are too many, the one that has been without a request for longest makes room for a new one. Used from one
 * context only.
 */
final class Callers {
    private static final long SWEEP_MILLIS = 500;

    private final Vertx vertx;
    private final Limits limits;
    private final Budget budget;
    private final Waits waits = new Waits();
    private final List<Runnable> stopSteps = new ArrayList<>();
    private final Set<HttpConnection> open = new HashSet<>();
    /** What is given back at the end of each request that each has under way, by its stream: one, but for HTTP/2. */
    private final Map<HttpConnection, Map<Integer, List<Runnable>>> underWay = new HashMap<>();
    /** When each is closed, by System.nanoTime; the one that was opened or answered first comes first. */
    private final Map<HttpConnection, Long> idle = new LinkedHashMap<>();
    /** When each is closed from which a part of a head came; the one that began first comes first. */
    private final Map<HttpConnection, Long> speaking = new LinkedHashMap<>();

    Callers(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limits = limits;
        this.budget = limits.budget();
        vertx.setPeriodic(SWEEP_MILLIS, timer -> closeLate(System.nanoTime()));
    }

    /** What they wait for. */
    Waits waits() {
        return waits;
    }

    Vertx vertx() {
        return vertx;
    }

    Limits limits() {
        return limits;
    }

    void opened(HttpConnection connection) {
        if (!budget.connections().take(1) && !makeRoom()) {
            connection.close();
            return;
        }
        open.add(connection);
        waits(connection, limits.head());
        connection.closeHandler(closed -> {
            allEnded(connection);
            forget(connection);
            if (open.remove(connection)) {
                budget.connections().give(1);
            }
        });
    }

    /** Bytes came: if it has no request under way, they are of a head, which takes memory until it is whole. */
    void heard(HttpConnection connection) {
        Long until = idle.remove(connection);
        if (until == null) {
            return;
        }
        if (!budget.heads().take(1)) {
            HttpConnection oldest = speaking.isEmpty()
                    ? connection
                    : speaking.keySet().iterator().next();
            close(oldest);
            if (oldest == connection || !budget.heads().take(1)) {
                close(connection);
                return;
            }
        }
        speaking.put(
                connection, Math.min(until, System.nanoTime() + limits.head().toNanos()));
    }

    /** @return false if too many requests are under way already */
    boolean begins(HttpServerRequest request) {
        if (!budget.requests().take(1)) {
            return false;
        }
        HttpConnection connection = request.connection();
        forget(connection);
        underWay.computeIfAbsent(connection, first -> new HashMap<>())
                .put(stream(request), new ArrayList<>(List.of(() -> budget.requests()
                        .give(1))));
        return true;
    }

    /** It goes on for as long as its caller wants, and counts no more among the requests that are under way. */
    void lasts(HttpServerRequest request) {
        List<Runnable> steps =
                underWay.getOrDefault(request.connection(), Map.of()).get(stream(request));
        if (steps != null) {
            List<Runnable> now = List.copyOf(steps);
            steps.clear();
            now.forEach(Runnable::run);
        }
    }

    /** What is to be done before the server ends. */
    void atStop(Runnable step) {
        stopSteps.add(step);
    }

    void stop() {
        stopSteps.forEach(Runnable::run);
    }

    private static int stream(HttpServerRequest request) {
        return request.response().streamId();
    }

    /** What is to be done once the request is answered, or gone. */
    void atEnd(HttpServerRequest request, Runnable step) {
        List<Runnable> steps =
                underWay.getOrDefault(request.connection(), Map.of()).get(stream(request));
        if (steps == null) {
            step.run();
        } else {
            steps.add(step);
        }
    }

    /** The end of what has begun, if it has. */
    void ended(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        Map<Integer, List<Runnable>> streams = underWay.getOrDefault(connection, Map.of());
        List<Runnable> steps = streams.isEmpty() ? null : streams.remove(stream(request));
        if (steps != null) {
            steps.forEach(Runnable::run);
        }
        if (streams.isEmpty()) {
            underWay.remove(connection);
            answered(connection);
        }
    }

    private void allEnded(HttpConnection connection) {
        Map<Integer, List<Runnable>> streams = underWay.remove(connection);
        if (streams != null) {
            streams.values().forEach(steps -> steps.forEach(Runnable::run));
        }
    }

    /** Also of a request that was answered at once, without a beginning. */
    void answered(HttpConnection connection) {
        forget(connection);
        waits(connection, limits.pause());
    }

    private void waits(HttpConnection connection, Duration time) {
        if (open.contains(connection)) {
            idle.put(connection, System.nanoTime() + time.toNanos());
        }
    }

    /** It waits for nothing any more. */
    private void forget(HttpConnection connection) {
        idle.remove(connection);
        if (speaking.remove(connection) != null) {
            budget.heads().give(1);
        }
    }

    private void close(HttpConnection connection) {
        forget(connection);
        if (open.remove(connection)) {
            budget.connections().give(1);
        }
        connection.close();
    }

    private boolean makeRoom() {
        Map<HttpConnection, Long> some = idle.isEmpty() ? speaking : idle;
        if (some.isEmpty()) {
            return false;
        }
        close(some.keySet().iterator().next());
        return budget.connections().take(1);
    }

    private void closeLate(long now) {
        Stream.concat(idle.entrySet().stream(), speaking.entrySet().stream())
                .filter(entry -> entry.getValue() - now <= 0)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::close);
    }
}
