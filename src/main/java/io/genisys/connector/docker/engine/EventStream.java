package io.genisys.connector.docker.engine;

import io.genisys.connector.docker.Engine.EngineEvent;
import io.genisys.connector.docker.Engine.Watch;
import io.genisys.connector.docker.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's events about containers. */
final class EventStream implements Streams.Reader {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private static final String EVENTS = "/events";

    /**
     * What changes a container's state or name; Podman says remove for destroy. Others, such as exec, are noise, but
     * for what another connector says.
     */
    static final String PATH = EVENTS + "?filters="
            + URLEncoder.encode(
                    "{\"type\":[\"container\",\"network\"],\"event\":[\"create\",\"start\",\"die\",\"destroy\",\"remove\",\"kill\",\"oom\","
                            + "\"pause\",\"unpause\",\"rename\",\"health_status\",\"" + EngineEvent.SAID + Labels.OWNER
                            + "\"]}",
                    StandardCharsets.UTF_8);

    private static final int OK = 200;

    private final Consumer<EngineEvent> listener;
    private final Runnable onEnd;
    private final EventParser parser = new EventParser(this::tell);
    private final ByteArrayOutputStream refusal = new ByteArrayOutputStream();
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private int status = OK;

    private EventStream(Consumer<EngineEvent> listener, Runnable onEnd) {
        this.listener = listener;
        this.onEnd = onEnd;
    }

    /** Waits until it is open, at most for the time of the request. */
    static Watch open(
            Streams streams, Streams.Request request, Faults faults, Consumer<EngineEvent> listener, Runnable onEnd) {
        EventStream events = new EventStream(listener, onEnd);
        Watch stream = streams.open(request, events);
        Watch watch = () -> {
            events.over.set(true);
            stream.close();
        };
        try {
            events.awaitOpen(request, faults);
            return watch;
        } catch (RuntimeException | Error e) {
            watch.close();
            throw e;
        }
    }

    private void awaitOpen(Streams.Request request, Faults faults) {
        String what = "tell its events";
        try {
            opened.get(request.time().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw faults.timeout(what, request.time(), e);
        } catch (ExecutionException e) {
            throw faults.of(what, request.time(), RefusalKinds::any, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw faults.timeout(what, request.time(), e);
        }
    }

    @Override
    public void status(int code) {
        status = code;
        if (status == OK) {
            opened.complete(true);
        } else if (status == ForbiddenCall.STATUS) {
            throw new ForbiddenCall("GET " + EVENTS);
        }
    }

    @Override
    public void part(byte[] bytes) throws IOException {
        if (status == OK) {
            parser.read(bytes);
        } else {
            refusal.writeBytes(bytes);
            if (refusal.size() > JsonAnswer.LONGEST_REFUSAL) {
                throw refused();
            }
        }
    }

    private RuntimeException refused() {
        return JsonAnswer.refusal(status, refusal.toString(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("CatchingUnchecked") // an Error too: it would be heard of nowhere else, nor of any event after it
    private void tell(EngineEvent event) {
        if (over.get()) {
            return;
        }
        try {
            listener.accept(event);
        } catch (Throwable e) {
            LOG.error("A listener failed at {} of a container", event.action(), e);
        }
    }

    /** One that was never open has no end to tell. */
    @Override
    public void end(Throwable cause) {
        boolean isSaid = status == OK || cause instanceof ForbiddenCall;
        boolean wasOpen = !opened.completeExceptionally(isSaid ? cause : refused());
        if (over.compareAndSet(false, true) && wasOpen) {
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
}
