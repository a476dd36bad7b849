package io.genisys.connector.docker;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostCondition;
import io.vertx.core.Context;
import io.vertx.core.Future;

/**
 * Connects to an engine, and if it fails tries again after growing pauses until it succeeds. Used from one context
 * only.
 */
final class Connecting {
    private final HostParts parts;
    private final EngineNews news;
    private final Context context;
    private final Listener listener;
    private final ReconnectPace pace = new ReconnectPace();
    private boolean closed;

    Connecting(HostParts parts, EngineNews news, Listener listener) {
        this.parts = parts;
        this.news = news;
        this.context = parts.vertx().getOrCreateContext();
        this.listener = listener;
    }

    /** Ends when the engine has answered, or failed to: a report of either has been published then. Never fails. */
    Future<Void> connect() {
        if (closed) {
            return Future.succeededFuture();
        }
        return parts.workers()
                .inTurn(() -> {
                    parts.inventory().mark();
                    return parts.workers().query(this::connectAndList);
                })
                .onSuccess(this::connected)
                .onFailure(error -> notConnected(Failures.of(error), condition(Failures.of(error))))
                .otherwiseEmpty()
                .mapEmpty();
    }

    /** That connection is no longer in use. */
    void connectAgain(Connection old) {
        old.watch.close();
        pace.ended(old.age(parts.workers().now()));
        connectLater();
    }

    void close() {
        closed = true;
    }

    /** Shows why the engine is not in use. */
    void failed(Failure failure) {
        stands(condition(failure), failure);
    }

    private void stands(HostCondition condition, Failure failure) {
        if (failure.kind() == FailureKind.CONFLICT) {
            parts.inventory().setAside(failure);
        } else {
            parts.inventory().stands(condition, failure);
        }
    }

    private static HostCondition condition(Failure failure) {
        return failure.isSilence() ? HostCondition.UNREACHABLE : HostCondition.FAILING;
    }

    private Connection connectAndList() {
        Unheard events = new Unheard(task -> context.runOnContext(v -> task.run()));
        return Connection.open(
                parts.engine(),
                parts.workers()::now,
                (by, event) -> events.tell(() -> listener.happened(event), () -> ended(by)),
                this::ended);
    }

    private void ended(Connection stream) {
        context.runOnContext(v -> listener.streamEnded(stream));
    }

    private void connected(Connection fresh) {
        if (closed) {
            fresh.watch.close();
        } else if (fresh.failure.isPresent()) {
            notConnected(fresh.failure.get(), HostCondition.FAILING);
        } else {
            news.connected(fresh);
            listener.connected(fresh);
        }
    }

    private void notConnected(Failure failure, HostCondition condition) {
        if (closed) {
            return;
        }
        if (pace.isFirst()) {
            news.failed(failure);
        }
        stands(condition, failure);
        connectLater();
    }

    private void connectLater() {
        parts.vertx().setTimer(pace.next().toMillis(), timer -> connect());
    }

    /** Is called on the context on which the connecting was made. */
    interface Listener {
        void connected(Connection fresh);

        /** By any connection: one that was given up may still have some. */
        void happened(Engine.EngineEvent event);

        /** By itself; it may have ended before {@link #connected}. */
        void streamEnded(Connection of);
    }
}
