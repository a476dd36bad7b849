package io.genisys.connector.docker;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A container as an engine shows it, as far as it tells whose the container is.
 *
 * @param name its own one, without a slash
 * @param imageLabels the labels of the image that it runs; empty if the engine does not tell them. May ask the engine
 */
public record Sighting(String id, String name, Map<String, String> labels, Supplier<Map<String, String>> imageLabels) {
    public Sighting {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        labels = Map.copyOf(labels);
        Objects.requireNonNull(imageLabels);
    }
}
