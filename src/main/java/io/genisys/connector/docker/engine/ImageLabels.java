package io.genisys.connector.docker.engine;

import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The labels of images, which their containers inherit. An image of one id never changes, so it is asked for once; if
 * that failed, again after a while.
 */
final class ImageLabels {
    private static final int MOST = 1_000;
    /** An engine that is slow to say no would else hold up each list. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Calls calls;
    private final LongSupplier nanos;
    private final Map<String, Map<String, String>> known = bounded();
    /** When those are asked for again that failed, by {@link #nanos}. */
    private final Map<String, Long> again = bounded();

    ImageLabels(Calls calls) {
        this(calls, System::nanoTime);
    }

    ImageLabels(Calls calls, LongSupplier nanos) {
        this.calls = calls;
        this.nanos = nanos;
    }

    private static <T> Map<String, T> bounded() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MOST;
            }
        });
    }

    /** Empty if the engine does not tell them, or the image is gone. */
    Map<String, String> of(String imageId) {
        Map<String, String> labels = known.get(imageId);
        if (labels != null) {
            return labels;
        }
        Long pause = again.get(imageId);
        return pause != null && pause - nanos.getAsLong() > 0 ? Map.of() : ask(imageId);
    }

    private Map<String, String> ask(String imageId) {
        try {
            Map<String, String> labels = calls.find(
                            "inspect image " + imageId, "/images/" + imageId + "/json", ImageLabels::read)
                    .orElse(Map.of());
            known.put(imageId, labels);
            return labels;
        } catch (EngineException e) {
            if (e.kind() != FailureKind.UNREACHABLE) {
                again.put(imageId, nanos.getAsLong() + PAUSE.toNanos());
            }
            return Map.of();
        }
    }

    private static Map<String, String> read(JsonAnswer answer) {
        return Parts.labels(answer.object(Set.of("Config")).path("Config").path("Labels"));
    }
}
