package io.genisys.connector.http;

import io.vertx.core.Future;
import java.util.Objects;

/**
 * From the moment when the port is open until all requests are answered.
 *
 * @param sources succeeds when it is known what is wanted: from then on the answers are made ready
 * @param deciding succeeds when it is known what runs, and all can be answered
 */
public record Opening(Future<Sources> sources, Future<?> deciding) {
    public Opening {
        Objects.requireNonNull(sources);
        Objects.requireNonNull(deciding);
    }
}
