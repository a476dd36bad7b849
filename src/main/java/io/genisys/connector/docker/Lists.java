package io.genisys.connector.docker;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lists what is on an engine, one list at a time and with a pause after each, as long as a connection is in use. If the
 * engine tells no events, it goes on by itself. Used from one context only.
 */
final class Lists {
    /** From list to list of an engine that tells no events. */
    static final Duration BLIND_PAUSE = Duration.ofSeconds(2);

    /** Listing takes at most a tenth of the time, however many events come, unless a list takes very long. */
    private static final int PAUSE_FACTOR = 9;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final HostParts parts;
    private final Connection connection;
    private final Consumer<List<Container>> onListed;
    private final Consumer<Failure> onFailure;
    /** A list is under way, or the pause after it. */
    private boolean isBusy;
    /** Something may have changed since the last list was asked for. */
    private boolean isDue;

    Lists(HostParts parts, Connection connection, Consumer<List<Container>> onListed, Consumer<Failure> onFailure) {
        this.parts = parts;
        this.connection = connection;
        this.onListed = onListed;
        this.onFailure = onFailure;
    }

    /** What is there may have changed. */
    void list() {
        isDue = isBusy;
        if (isBusy) {
            return;
        }
        isBusy = true;
        parts.workers()
                .inTurn(this::listNow)
                .onSuccess(onListed::accept)
                .onFailure(error -> onFailure.accept(Failures.of(error)));
    }

    private Future<List<Container>> listNow() {
        isDue = false;
        Instant begun = parts.workers().now();
        parts.inventory().mark();
        return parts.workers()
                .query(parts.engine()::list)
                .onSuccess(list -> rest(Duration.between(begun, parts.workers().now())));
    }

    private void rest(Duration listed) {
        long pause = 1 + listed.toMillis() * PAUSE_FACTOR;
        vertx().setTimer(Math.min(pause, LONGEST_PAUSE.toMillis()), timer -> {
            isBusy = false;
            if (isDue) {
                listIfInUse();
            } else if (connection.blind.isPresent()) {
                vertx().setTimer(BLIND_PAUSE.toMillis(), t -> listIfInUse());
            }
        });
    }

    private void listIfInUse() {
        if (connection.isInUse) {
            list();
        }
    }

    private Vertx vertx() {
        return parts.vertx();
    }
}
