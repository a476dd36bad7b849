package io.genisys.connector.docker;

import io.genisys.connector.model.ImageReference;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/**
 * Pulls each image at most once for each round of orders, however many containers need it, and gives all of them the
 * same answer, also when the registry refuses. Used from one context only.
 */
final class ImageSupply {
    private final Engine engine;
    private final EngineWorkers workers;
    private final Map<String, Pull> newest = new HashMap<>();

    ImageSupply(Engine engine, EngineWorkers workers) {
        this.engine = engine;
        this.workers = workers;
    }

    Future<Void> pull(ImageReference image, long round) {
        Pull last = newest.get(image.canonical());
        if (last != null && (last.round() >= round || !last.result().isComplete())) {
            return last.result();
        }
        Pull pull = new Pull(round, workers.pull(() -> {
            engine.pull(image);
            return null;
        }));
        newest.put(image.canonical(), pull);
        return pull.result();
    }

    private record Pull(long round, Future<Void> result) {}
}
