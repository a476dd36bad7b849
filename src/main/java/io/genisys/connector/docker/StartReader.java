package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out since when those containers run that only a list has shown: a few at a time, a tenth of the time at most,
 * and behind all else. Used from one context only.
 */
final class StartReader {
    private static final int AT_ONCE = 20;
    private static final int PAUSE_FACTOR = 9;
    /** After a list: there is better to do at first. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);

    private final Vertx vertx;
    private final Engine engine;
    private final EngineWorkers workers;
    private final Inventory inventory;
    private boolean isDue;

    StartReader(HostParts parts) {
        this.vertx = parts.vertx();
        this.engine = parts.engine();
        this.workers = parts.workers();
        this.inventory = parts.inventory();
    }

    /** A list was taken. */
    void listed() {
        if (!isDue) {
            isDue = true;
            askAfter(SHORTEST_PAUSE);
        }
    }

    private void askAfter(Duration pause) {
        vertx.setTimer(pause.toMillis(), timer -> ask());
    }

    private void ask() {
        List<String> containers = inventory.askForStarts(AT_ONCE);
        if (containers.isEmpty()) {
            isDue = false;
        } else {
            workers.readDetails(() -> read(containers))
                    .otherwise(Reading.NONE)
                    .onSuccess(read -> answered(read.found(), read.took()));
        }
    }

    /** On a worker's thread. One that can't be inspected does not hide the others. */
    private Reading read(List<String> containers) {
        Instant begun = workers.now();
        Map<String, Optional<Instant>> found = new HashMap<>();
        for (String container : containers) {
            try {
                found.put(container, engine.find(container).flatMap(Container::startedAt));
            } catch (EngineException e) {
                if (e.failure().isSilence()) {
                    break;
                }
            }
        }
        return new Reading(found, Duration.between(begun, workers.now()));
    }

    /** @param took without the time in which others went first */
    private record Reading(Map<String, Optional<Instant>> found, Duration took) {
        static final Reading NONE = new Reading(Map.of(), Duration.ZERO);
    }

    /** Where the engine told nothing, its next list is waited for. */
    private void answered(Map<String, Optional<Instant>> found, Duration took) {
        inventory.started(found);
        if (found.isEmpty()) {
            isDue = false;
            return;
        }
        Duration pause = took.multipliedBy(PAUSE_FACTOR);
        askAfter(pause.compareTo(SHORTEST_PAUSE) > 0 ? pause : SHORTEST_PAUSE);
    }
}
