package io.genisys.connector.docker;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.model.Failure;
import java.util.function.Consumer;

/**
 * Asks an engine whether it is there, one ping at a time, as long as a connection is in use. Used from one context
 * only.
 */
final class Pings {
    private final HostParts parts;
    private final Connection connection;
    private final Consumer<Failure> onSilence;
    private boolean isUnderWay;

    Pings(HostParts parts, Connection connection, Consumer<Failure> onSilence) {
        this.parts = parts;
        this.connection = connection;
        this.onSilence = onSilence;
    }

    void ping() {
        if (isUnderWay) {
            return;
        }
        isUnderWay = true;
        parts.workers().ask(parts.engine()::ping).onComplete(answer -> answered(answer.cause()));
    }

    /** @param error null if it answered well; an error is an answer too */
    private void answered(Throwable error) {
        isUnderWay = false;
        if (!connection.isInUse) {
            return;
        }
        if (error == null || !Failures.of(error).isSilence()) {
            parts.inventory().answered();
        } else {
            onSilence.accept(Failures.of(error));
        }
    }
}
