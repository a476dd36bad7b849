package io.genisys.connector.cluster;

import java.util.Map;

/**
 * What a node answers when another one asks how it is.
 *
 * @param settings that decide something, as they would be written, by key
 */
public record NodeReport(Map<String, String> settings) {
    public NodeReport {
        settings = settings == null ? Map.of() : Map.copyOf(settings);
    }
}
