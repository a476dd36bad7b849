package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import io.genisys.connector.docker.Engine.EngineEvent;
import io.genisys.connector.docker.Engine.Watch;
import java.io.Closeable;
import java.io.EOFException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's events about containers. Its thread is docker-java's, one a stream. */
final class EventStream implements ResultCallback<Event>, Watch {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    /** What changes a container's state or name; Podman says remove for destroy. Others, such as exec, are noise. */
    private static final String[] ACTIONS = {
        "create", "start", "die", "destroy", "remove", "kill", "oom", "pause", "unpause", "rename", "health_status"
    };

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
        stream.client()
                .eventsCmd()
                .withEventTypeFilter(EventType.CONTAINER)
                .withEventFilter(ACTIONS)
                .exec(events);
        events.awaitOpen(time);
        return events;
    }

    private void awaitOpen(Duration time) {
        String what = "tell its events";
        try {
            opened.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            close();
            throw stream.faults().timeout(what, time, e);
        } catch (ExecutionException e) {
            close();
            throw stream.faults().of(what, time, Kinds::any, e.getCause());
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw stream.faults().timeout(what, time, e);
        }
    }

    @Override
    public void onStart(Closeable ignored) {
        opened.complete(true);
    }

    /** An Error thrown here would end the thread without a word. */
    @Override
    @SuppressWarnings("CatchingUnchecked") // an Error too: nobody else would hear of it, nor of any event after it
    public void onNext(Event event) {
        if (over.get() || !isComplete(event)) {
            return;
        }
        try {
            String action = inDockersWords(event.getAction());
            listener.accept(new EngineEvent(action, event.getActor().getId(), signal(event)));
        } catch (Throwable e) {
            LOG.error("A listener failed at {} of a container", event.getAction(), e);
        }
    }

    private static String signal(Event event) {
        Map<String, String> attributes = event.getActor().getAttributes();
        return attributes == null ? "" : ContainerReader.text(attributes.get("signal"));
    }

    /** Podman has words of its own; which of them it translates itself depends on its version. */
    private static String inDockersWords(String action) {
        return switch (action) {
            case "died" -> "die";
            case "remove" -> "destroy";
            default -> action;
        };
    }

    private static boolean isComplete(Event event) {
        return event != null
                && event.getAction() != null
                && event.getActor() != null
                && event.getActor().getId() != null;
    }

    /** A dead engine gives an error, and then completion as well; one that was never open has no end to tell. */
    @Override
    public void onError(Throwable e) {
        boolean wasOpen = !opened.completeExceptionally(e);
        if (over.compareAndSet(false, true) && wasOpen) {
            stream.close();
            tellEnd();
        }
    }

    @Override
    public void onComplete() {
        onError(new EOFException("the stream ended"));
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
