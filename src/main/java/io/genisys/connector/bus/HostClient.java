package io.genisys.connector.bus;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.LogRange;
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
     * One order to one driver of a host; its own failure is in the outcome. Fails with NOT_READY if that driver has
     * ended, with TIMEOUT if the outcome is unknown.
     *
     * @param incarnation of the driver whose report the order rests on
     */
    public Future<OrderOutcome> order(HostName host, long incarnation, HostOrder order, Duration timeout) {
        return bus.request(HostServer.address(host, incarnation), order, timeout);
    }

    /** Fails with NOT_READY if nothing drives that host, with CONFLICT if a later reconciler took over. */
    public Future<TakenOver> takeOver(HostName host, TakeOver by, Duration timeout) {
        return bus.request(HostServer.takeOverAddress(host), by, timeout);
    }

    /**
     * Has a host get an image, and says which one it is. Fails with IMAGE_UNAVAILABLE if it cannot be had, with
     * NOT_READY if nothing drives that host, with TIMEOUT if it takes longer: then it goes on.
     */
    public Future<PulledImage> pull(HostName host, PullImage order, Duration timeout) {
        return bus.request(HostServer.pullAddress(host), order, timeout);
    }

    /** The last lines that a container wrote, running or not. */
    public Future<LogTail> logTail(HostName host, String container, Duration timeout) {
        return bus.request(HostServer.logAddress(host), container, timeout);
    }

    /** Lines that a container wrote, each with its time and a blank before it. */
    public Future<LogTail> log(HostName host, LogRange range, Duration timeout) {
        return bus.request(HostServer.linesAddress(host), range, timeout);
    }

    /** Asks a host for a complete report, which comes where all reports come. */
    public void askForReport(HostName host) {
        bus.publish(HostServer.reportAddress(host), "");
    }
}
