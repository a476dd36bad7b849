package io.genisys.connector.bench;

import io.genisys.connector.testing.Api;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Asks for the metrics once a second, as an eager Prometheus does. */
final class Scraper implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> asking;

    Scraper(int port) {
        Api api = new Api(URI.create("http://127.0.0.1:" + port));
        asking = thread.scheduleAtFixedRate(() -> api.get("/metrics"), 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        asking.cancel(true);
        thread.shutdownNow();
    }
}
