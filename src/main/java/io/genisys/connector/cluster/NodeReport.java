package io.genisys.connector.cluster;

import io.genisys.connector.model.HostName;
import java.util.Map;
import java.util.Set;

/**
 * What a node answers when another one asks how it is.
 *
 * @param hosts that it drives
 * @param settings that decide something, as they would be written, by key
 */
public record NodeReport(Set<HostName> hosts, Map<String, String> settings) {
    public NodeReport {
        hosts = hosts == null ? Set.of() : Set.copyOf(hosts);
        settings = settings == null ? Map.of() : Map.copyOf(settings);
    }
}
