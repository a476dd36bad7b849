package io.genisys.connector.http;

import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServerTls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees within seconds that the files of TLS have changed, and uses them for new connections; those that are open stay.
 * They count only when two looks in a row find the same. Files that cannot be used are logged once, and change nothing.
 * Used from one context only.
 */
final class TlsReload {
    private static final Logger LOG = LoggerFactory.getLogger(TlsReload.class);
    private static final long PERIOD_MILLIS = 2_000;

    private final Vertx vertx;
    private final ServerTls files;
    private final HttpServer server;
    private TlsKeys used;
    private TlsKeys seen;
    private String complaint = "";
    private Future<?> reading = Future.succeededFuture();

    /** @param used what the server uses already */
    TlsReload(Vertx vertx, ServerTls files, TlsKeys used, HttpServer server) {
        this.vertx = vertx;
        this.files = files;
        this.used = used;
        this.seen = used;
        this.server = server;
    }

    /** Until the verticle that calls it ends. */
    void start() {
        vertx.setPeriodic(PERIOD_MILLIS, timer -> {
            if (reading.isComplete()) {
                reading = readAgain();
            }
        });
    }

    private Future<?> readAgain() {
        return vertx.executeBlocking(() -> TlsKeys.read(vertx, files), false)
                .compose(this::found)
                .onFailure(this::complain);
    }

    private Future<?> found(TlsKeys now) {
        boolean isSteady = now.equals(seen);
        seen = now;
        if (!isSteady || now.equals(used)) {
            return Future.succeededFuture();
        }
        return server.updateSSLOptions(now.options(), true).onSuccess(done -> {
            used = now;
            complaint = "";
            LOG.info(
                    "The certificate of the API was read again; it is valid until {}",
                    now.certificate().getNotAfter().toInstant());
        });
    }

    private void complain(Throwable error) {
        String fault = error instanceof InvalidException ? error.getMessage() : error.toString();
        if (!fault.equals(complaint)) {
            LOG.warn("The changed files of connector.tls are ignored: {}", fault);
        }
        complaint = fault;
    }
}
