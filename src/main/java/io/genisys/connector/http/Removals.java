package io.genisys.connector.http;

import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.bus.RemoveRequest;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Has services removed.
 *
 * @param timeout for the answer; the removal goes on
 */
public record Removals(ReconcileClient reconcile, Waits waits, Duration timeout) {
    /** Kinds: as {@link ReconcileClient#remove}, and TIMEOUT if the connector stops. */
    public Future<Void> remove(RemoveRequest request) {
        return waits.until(
                reconcile.remove(request, timeout),
                () -> Future.failedFuture(new FailureException(
                        FailureKind.TIMEOUT,
                        "the containers of service " + request.service()
                                + " are still being stopped; the connector goes on with that after its restart")));
    }
}
