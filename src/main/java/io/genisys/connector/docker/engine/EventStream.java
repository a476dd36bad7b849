package io.genisys.connector.docker.engine;

import static io.genisys.connector.docker.engine.Parts.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.genisys.connector.docker.Engine.EngineEvent;
import io.genisys.connector.docker.Engine.Watch;
import io.genisys.connector.docker.Labels;
import java.io.EOFException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's events about containers, read on a {@linkplain EventThreads thread} of their own. */
final class EventStream implements Watch {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /**
     * What changes a container's state or name; Podman says remove for destroy. Others, such as exec, are noise, but
     * for what another connector says.
     */
    private static final String PATH = "/events?filters="
            + URLEncoder.encode(
                    "{\"type\":[\"container\",\"network\"],\"event\":[\"create\",\"start\",\"die\",\"destroy\",\"remove\",\"kill\",\"oom\","
                            + "\"pause\",\"unpause\",\"rename\",\"health_status\",\"" + EngineEvent.SAID + Labels.OWNER
                            + "\"]}",
                    StandardCharsets.UTF_8);

    private static final Set<String> FIELDS = Set.of("Type", "Action", "Actor");

    private final StreamedCall stream;
    private final Consumer<EngineEvent> listener;
    private final Runnable onEnd;
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();

    private EventStream(StreamedCall stream, Consumer<EngineEvent> listener, Runnable onEnd) {
        this.stream = stream;
        this.listener = listener;
        this.onEnd = onEnd;
    }

    /** @param time within which it has to open */
    static Watch open(StreamedCall stream, Duration time, Consumer<EngineEvent> listener, Runnable onEnd) {
        EventStream events = new EventStream(stream, listener, onEnd);
        try {
            EventThreads.start(events::read);
            events.awaitOpen(time);
            return events;
        } catch (RuntimeException | Error e) {
            events.close();
            throw e;
        }
    }

    private void awaitOpen(Duration time) {
        String what = "tell its events";
        try {
            opened.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw stream.faults().timeout(what, time, e);
        } catch (ExecutionException e) {
            throw stream.faults().of(what, time, RefusalKinds::any, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stream.faults().timeout(what, time, e);
        }
    }

    /** An Error here would end the thread without a word. */
    @SuppressWarnings("CatchingUnchecked") // an Error too: else nothing would tell that the stream is over
    private void read() {
        try (JsonAnswer answer = stream.get(PATH)) {
            opened.complete(true);
            answer.eachOfStream(FIELDS, this::tell);
            ended(new EOFException("the stream ended"));
        } catch (IOException | RuntimeException | Error e) {
            ended(e);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // an Error too: it would be heard of nowhere else, nor of any event after it
    private void tell(JsonNode event) {
        String action = text(event.path("Action"));
        String container = text(event.path("Actor").path("ID"));
        if (over.get() || action.isEmpty() || container.isEmpty()) {
            return;
        }
        try {
            listener.accept(
                    text(event.path("Type")).equals(EngineEvent.NETWORK)
                            ? new EngineEvent(EngineEvent.NETWORK, container)
                            : new EngineEvent(inDockersWords(action), container, signal(event)));
        } catch (Throwable e) {
            LOG.error("A listener failed at {} of a container", inDockersWords(action), e);
        }
    }

    /** Empty with any other action than {@code kill}. */
    private static String signal(JsonNode event) {
        return text(event.path("Actor").path("Attributes").path("signal"));
    }

    /** Podman has words of its own; which of them it translates itself depends on its version. */
    private static String inDockersWords(String action) {
        return switch (action) {
            case "died" -> "die";
            case "remove" -> "destroy";
            default -> action;
        };
    }

    /** One that was never open has no end to tell. */
    private void ended(Throwable e) {
        boolean wasOpen = !opened.completeExceptionally(e);
        if (over.compareAndSet(false, true) && wasOpen) {
            stream.close();
            tellEnd();
        }
    }

    private void tellEnd() {
        try {
            onEnd.run();
        } catch (RuntimeException e) {
            LOG.error("A listener failed at the end of a stream", e);
        }
    }

    @Override
    public void close() {
        over.set(true);
        stream.close();
    }
}
