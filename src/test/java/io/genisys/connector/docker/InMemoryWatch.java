package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hands events over on a thread of its own, in order. */
final class InMemoryWatch implements Engine.Watch {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread t = new Thread(task, "in-memory-events");
        t.setDaemon(true);
        return t;
    });
    private final Consumer<Engine.EngineEvent> listener;
    private final Runnable onEnd;
    private final Consumer<InMemoryWatch> onGone;
    private boolean over;

    InMemoryWatch(Consumer<Engine.EngineEvent> listener, Runnable onEnd, Consumer<InMemoryWatch> onGone) {
        this.listener = listener;
        this.onEnd = onEnd;
        this.onGone = onGone;
    }

    synchronized void hand(Engine.EngineEvent event) {
        if (!over) {
            thread.execute(() -> tell(event));
        }
    }

    /** Returns once the listener has had all events so far. */
    void awaitHanded() {
        CountDownLatch handed = new CountDownLatch(1);
        synchronized (this) {
            if (over) {
                return;
            }
            thread.execute(handed::countDown);
        }
        try {
            assertThat(handed.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Engine.EngineEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException listenersOwn) {
            // the next event is told all the same
        }
    }

    synchronized void end() {
        if (!over) {
            over = true;
            thread.execute(onEnd);
            thread.shutdown();
            onGone.accept(this);
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        thread.shutdownNow();
        onGone.accept(this);
    }
}
