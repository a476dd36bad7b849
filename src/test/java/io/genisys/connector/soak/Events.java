package io.genisys.connector.soak;

import io.genisys.connector.testing.DockerDaemon;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Follows what the engine says of containers for as long as it is open, also after the engine was started again. */
final class Events implements AutoCloseable {
    private static final String FORMAT =
            "{{.TimeNano}}|{{.Action}}|{{.Actor.ID}}|{{index .Actor.Attributes \"signal\"}}|{{index .Actor.Attributes \"io.genisys.service\"}}|";
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    /** Engines tell what happens at once in any order, whatever time it has. */
    private static final long DISORDER = TimeUnit.SECONDS.toNanos(2);
    /** More than an engine keeps. */
    private static final int MOST_REPEATED = 1_000;

    private final DockerDaemon engine;
    private final Consumer<Event> witness;
    private final Thread thread = new Thread(this::follow, "events");
    private volatile boolean closed;
    private volatile Process docker;
    private long last = nanos(Instant.now());

    /** Lines that came lately: an engine that is asked again repeats some. */
    private final Set<String> known = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REPEATED;
        }
    });

    /**
     * @param nanos since 1970
     * @param signal such as 15; empty but for kills
     * @param service that the container's label names; empty without one
     */
    record Event(long nanos, String action, String id, String signal, String service) {
        static Event of(String line) {
            String[] parts = line.split("\\|", -1);
            return new Event(Long.parseLong(parts[0]), parts[1], parts[2], parts[3], parts[4]);
        }
    }

    /** @param witness is called for each event, on one thread */
    Events(DockerDaemon engine, Consumer<Event> witness) {
        this.engine = engine;
        this.witness = witness;
        this.docker = launch();
        thread.setDaemon(true);
        thread.start();
    }

    static long nanos(Instant at) {
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }

    private Process launch() {
        long from = last - DISORDER;
        String since = "%d.%09d".formatted(from / 1_000_000_000L, from % 1_000_000_000L);
        return engine.follow("events", "--since", since, "--filter", "type=container", "--format", FORMAT);
    }

    private void follow() {
        while (!closed) {
            read();
            LockSupport.parkNanos(PAUSE);
            docker = closed ? docker : launch();
        }
    }

    private void read() {
        try (BufferedReader lines = docker.inputReader()) {
            lines.lines().filter(known::add).map(Event::of).forEach(event -> {
                last = Math.max(last, event.nanos());
                witness.accept(event);
            });
        } catch (IOException | RuntimeException ended) {
            // the engine or the program: it is asked again from the last event on
        }
    }

    @Override
    public void close() {
        closed = true;
        docker.destroyForcibly();
    }
}
