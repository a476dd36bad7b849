package io.genisys.connector.bus;

import io.genisys.connector.measure.Measures;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.Registration;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Takes down what happens: dates it, writes it to the log, and publishes it, to each node of a cluster. There is one
 * for each process. Used by any thread.
 */
public final class Chronicle {
    private static final String HAPPENED = "genisys.happened";
    private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

    private final Bus bus;
    private final SteadyClock clock;
    private final Measures measures = new Measures();

    /** @param clock whose wall time is shown */
    public Chronicle(Vertx vertx, SteadyClock clock) {
        this.bus = Bus.of(vertx);
        this.clock = clock;
    }

    /** What is too frequent to be told one by one is counted and timed there. */
    public Measures measures() {
        return measures;
    }

    /** The time with which what happens now is dated. */
    public Instant now() {
        return clock.wall();
    }

    public void tell(What what, Subject subject, Cause cause) {
        tell(what, List.of(subject), Numbers.NONE, cause);
    }

    /** A service is to have another number. */
    public void tell(What what, Subject subject, Numbers numbers, Cause cause) {
        tell(what, List.of(subject), numbers, cause);
    }

    /** The same happened to several containers of a service: the log needs fewer lines than that. */
    public void tell(What what, List<Subject> subjects, Cause cause) {
        tell(what, subjects, Numbers.NONE, cause);
    }

    /** One at a time, so that they are published in the order of the log. */
    private synchronized void tell(What what, List<Subject> subjects, Numbers numbers, Cause cause) {
        List<Happened> all = subjects.stream()
                .map(subject -> new Happened(0, clock.wall(), what, subject, numbers, cause))
                .toList();
        Level level = level(what);
        Sentences.of(all).forEach(line -> log(level, all.get(0), line));
        all.forEach(happened -> bus.publish(HAPPENED, happened));
    }

    /** With its fields, for those who have the log as JSON. */
    private static void log(Level level, Happened happened, String line) {
        LoggingEventBuilder event = LOG.atLevel(level);
        for (Map.Entry<String, String> field : fields(happened).entrySet()) {
            event = event.addKeyValue(field.getKey(), field.getValue());
        }
        event.log(line);
    }

    private static Map<String, String> fields(Happened happened) {
        Map<String, String> fields = new TreeMap<>();
        Subject subject = happened.subject();
        subject.service().ifPresent(service -> fields.put("genisys.service", service.value()));
        subject.host().ifPresent(host -> fields.put("genisys.host", host.value()));
        happened.cause().caller().ifPresent(caller -> {
            caller.user().ifPresent(user -> fields.put("user.name", user));
            fields.put("client.address", caller.address());
            caller.request().ifPresent(id -> fields.put("http.request.id", id));
        });
        return fields;
    }

    private static Level level(What what) {
        if (what.isTrouble()) {
            return Level.WARN;
        }
        return what.isDetail() ? Level.DEBUG : Level.INFO;
    }

    /** Calls the listener for all that happens from now on, on the caller's context, until its registration ends. */
    public static Future<Registration> listen(Vertx vertx, Consumer<Happened> listener) {
        MessageConsumer<Happened> consumer = Bus.of(vertx).consume(HAPPENED, listener);
        return consumer.completion().map(listening -> consumer::unregister);
    }
}
