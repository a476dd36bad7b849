package io.genisys.connector.docker;

import io.genisys.connector.model.ImageReference;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pulls each image at most once for each round of orders, however many containers need it, and gives all of them the
 * same answer, also when the registry refuses. Used from one context only.
 */
final class ImageSupply {
    static final int MOST = 1_000;

    private final Engine engine;
    private final EngineWorkers workers;
    /** By image and platform, the one that was asked for last at the end. */
    private final Map<String, Pull> newest = new LinkedHashMap<>();

    ImageSupply(Engine engine, EngineWorkers workers) {
        this.engine = engine;
        this.workers = workers;
    }

    /** @param platform empty: the engine's own */
    Future<Void> pull(ImageReference image, Optional<String> platform, long round) {
        String key = image.canonical() + platform.map(" "::concat).orElse("");
        Pull last = newest.get(key);
        if (last != null && (last.round() >= round || !last.result().isComplete())) {
            return last.result();
        }
        Pull pull = new Pull(round, workers.pull(() -> {
            engine.pull(image, platform);
            return null;
        }));
        newest.remove(key);
        newest.put(key, pull);
        forgetOld();
        return pull.result();
    }

    /** Tags that are never asked for again would stay for ever. */
    private void forgetOld() {
        Iterator<Pull> oldest = newest.values().iterator();
        while (newest.size() > MOST && oldest.hasNext()) {
            if (oldest.next().result().isComplete()) {
                oldest.remove();
            }
        }
    }

    /** How many images are remembered. */
    int remembered() {
        return newest.size();
    }

    private record Pull(long round, Future<Void> result) {}
}
