package io.genisys.connector.bus;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.Registration;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The addresses at which what is known of hosts is published, and all who want to know listen. */
public final class Reports {
    private static final String REPORT = "genisys.host.report";
    private static final String LOST = "genisys.host.lost";
    private static final String SILENT = "genisys.host.silent";
    private static final String REMOVED = "genisys.host.removed";
    private static final String REMEMBERED = "genisys.host.remembered";

    private Reports() {}

    /** Published by each host whenever something changes there. */
    public static void publish(Vertx vertx, HostReport report) {
        Bus.of(vertx).publish(REPORT, report);
    }

    /** Published by the reconciler whenever these change. */
    public static void publish(Vertx vertx, LostHosts lost) {
        Bus.of(vertx).publish(LOST, lost);
    }

    /** Published by the reconciler, until a report comes or all who listen know it. */
    public static void publish(Vertx vertx, SilentHost silent) {
        Bus.of(vertx).publish(SILENT, silent);
    }

    /** The host was removed from the configuration: it is forgotten, and its containers with it. */
    public static void publishRemoved(Vertx vertx, HostName host) {
        Bus.of(vertx).publish(REMOVED, host);
    }

    /**
     * Asks the reconciler for what it knows of a host whose driver is silent: it comes as a report, if there is any.
     */
    public static void askWhatIsRemembered(Vertx vertx, HostName host) {
        Bus.of(vertx).publish(REMEMBERED, host);
    }

    /** Calls the listener for each such question, until the verticle of the caller ends. */
    public static void answerWhatIsRemembered(Vertx vertx, Consumer<HostName> listener) {
        Bus.of(vertx).consume(REMEMBERED, listener);
    }

    /** Calls the listener for each message from now on, on the caller's context, until its registration ends. */
    public static Future<Registration> listen(Vertx vertx, Listener listener) {
        Bus bus = Bus.of(vertx);
        List<MessageConsumer<?>> consumers = List.of(
                bus.consume(REPORT, listener::accept),
                bus.consume(LOST, (Consumer<LostHosts>) lost -> listener.lost(lost.hosts())),
                bus.consume(SILENT, listener::silent),
                bus.consume(REMOVED, listener::removed));
        return Future.all(consumers.stream().map(MessageConsumer::completion).toList())
                .map(listening -> () -> consumers.forEach(MessageConsumer::unregister));
    }

    /** Has to be called once for each Vert.x, before any message of this package is sent. */
    public static void registerCodecs(Vertx vertx) {
        Bus.registerCodecs(vertx);
    }

    /** Receives reports about hosts. */
    @FunctionalInterface
    public interface Listener {
        void accept(HostReport report);

        /** All hosts whose containers count no more. */
        default void lost(Set<HostName> hosts) {}

        /** The driver of a host has not reported for too long. */
        default void silent(SilentHost host) {}

        /** The host was removed from the configuration. */
        default void removed(HostName host) {}
    }
}
