package io.genisys.connector.docker.engine;

import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The labels of images, which their containers inherit. An image of one id never changes, so it is asked for once. */
final class ImageLabels {
    private static final int MOST = 1_000;

    private final Calls calls;
    private final Map<String, Map<String, String>> known = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
            return size() > MOST;
        }
    });

    ImageLabels(Calls calls) {
        this.calls = calls;
    }

    /** Empty if the engine does not tell them, or the image is gone. */
    Map<String, String> of(String imageId) {
        Map<String, String> labels = known.get(imageId);
        return labels == null ? ask(imageId) : labels;
    }

    private Map<String, String> ask(String imageId) {
        Map<String, String> labels;
        try {
            labels = calls.find("inspect image " + imageId, "/images/" + imageId + "/json", ImageLabels::read)
                    .orElse(Map.of());
        } catch (EngineException e) {
            if (e.kind() == FailureKind.UNREACHABLE) {
                return Map.of();
            }
            // asked again, one that is slow to say no would hold up each list
            labels = Map.of();
        }
        known.put(imageId, labels);
        return labels;
    }

    private static Map<String, String> read(JsonAnswer answer) {
        return Parts.labels(answer.object(Set.of("Config")).path("Config").path("Labels"));
    }
}
