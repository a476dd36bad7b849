package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The addresses of a container by the networks that it is in, without those that every engine has. */
final class NetworkAddresses {
    private static final Set<String> BUILT_IN = Set.of("bridge", "host", "none", "podman");

    private NetworkAddresses() {}

    /** @param settings {@code NetworkSettings} of a list or an inspection */
    static Map<String, String> of(JsonNode settings) {
        Map<String, String> addresses = Collections.emptyMap();
        for (Map.Entry<String, JsonNode> network : settings.path("Networks").properties()) {
            String address = address(network.getValue());
            if (!BUILT_IN.contains(network.getKey()) && !address.isEmpty()) {
                addresses = addresses.isEmpty() ? new TreeMap<>() : addresses;
                addresses.put(network.getKey(), address);
            }
        }
        return addresses;
    }

    /** The first family that it has. */
    private static String address(JsonNode network) {
        String ipv4 = Parts.text(network.path("IPAddress"));
        return ipv4.isEmpty() ? Parts.text(network.path("GlobalIPv6Address")) : ipv4;
    }
}
