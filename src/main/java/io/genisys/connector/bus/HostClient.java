package io.genisys.connector.bus;

import io.genisys.connector.model.HostName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Gives orders to hosts. */
public final class HostClient {
    private final Bus bus;

    public HostClient(Vertx vertx) {
        bus = Bus.of(vertx);
    }

    /**
     * One order to one host; its own failure is in the outcome. Fails with UNREACHABLE if no verticle drives that host,
     * with TIMEOUT if the outcome is unknown.
     */
    public Future<OrderOutcome> order(HostName host, HostOrder order, Duration timeout) {
        return bus.request(HostServer.address(host), order, timeout);
    }

    /** The last lines that a container wrote, running or not. */
    public Future<LogTail> logTail(HostName host, String container, Duration timeout) {
        return bus.request(HostServer.logAddress(host), container, timeout);
    }

    /** Asks a host for a complete report, which comes where all reports come. */
    public void askForReport(HostName host) {
        bus.publish(HostServer.reportAddress(host), "");
    }
}
