package io.genisys.connector.bus;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.LogRange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** What {@link HostClient} talks to: one for each host. */
public interface HostServer {
    Future<OrderOutcome> carryOut(HostOrder order);

    /**
     * Takes orders of that reconciler from now on, and of none before it.
     *
     * @return fails with CONFLICT if a later one has taken over before
     */
    Future<TakenOver> takeOver(TakeOver by);

    /** Brings an image to the host. Kinds: IMAGE_UNAVAILABLE. */
    Future<PulledImage> pull(PullImage order);

    /** The last lines that a container wrote. */
    Future<LogTail> logTail(String container);

    /** Lines that a container wrote, each with its time and a blank before it. */
    Future<LogTail> log(LogRange range);

    /** Publish a complete report. */
    void reportAll();

    /** Of one driver alone: what was ordered from the one before it does not reach it. */
    static String address(HostName host, long incarnation) {
        return "genisys.host." + host + "." + incarnation + ".order";
    }

    static String takeOverAddress(HostName host) {
        return "genisys.host." + host + ".take-over";
    }

    static String pullAddress(HostName host) {
        return "genisys.host." + host + ".pull";
    }

    static String logAddress(HostName host) {
        return "genisys.host." + host + ".log";
    }

    static String linesAddress(HostName host) {
        return "genisys.host." + host + ".lines";
    }

    static String reportAddress(HostName host) {
        return "genisys.host." + host + ".report-all";
    }

    /**
     * Answers on the caller's context from now on.
     *
     * @param incarnation of the driver, as in its reports
     */
    static Future<?> register(Vertx vertx, HostName host, long incarnation, HostServer server) {
        Bus bus = Bus.of(vertx);
        return Future.all(List.of(
                bus.serve(address(host, incarnation), server::carryOut).completion(),
                bus.serve(takeOverAddress(host), server::takeOver).completion(),
                bus.serve(pullAddress(host), server::pull).completion(),
                bus.serve(logAddress(host), server::logTail).completion(),
                bus.serve(linesAddress(host), server::log).completion(),
                bus.<String>consume(reportAddress(host), empty -> server.reportAll())
                        .completion()));
    }
}
