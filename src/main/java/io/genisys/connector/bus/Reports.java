package io.genisys.connector.bus;

import io.genisys.connector.model.HostReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** The address at which every host publishes its reports, and all who want to know listen. */
public final class Reports {
    private static final String ADDRESS = "genisys.host.report";

    private Reports() {}

    public static void publish(Vertx vertx, HostReport report) {
        Bus.of(vertx).publish(ADDRESS, report);
    }

    /** Calls the listener for each report from now on, on the caller's context. */
    public static Future<?> listen(Vertx vertx, Consumer<HostReport> listener) {
        return Bus.of(vertx).consume(ADDRESS, listener).completion();
    }

    /** Has to be called once for each Vert.x, before any message of this package is sent. */
    public static void registerCodecs(Vertx vertx) {
        Bus.registerCodecs(vertx);
    }
}
