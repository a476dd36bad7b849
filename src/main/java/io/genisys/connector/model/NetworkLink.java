package io.genisys.connector.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a container is in one of its networks.
 *
 * @param aliases names under which it is found there, besides its own
 * @param ipv4 not given: the engine chooses
 * @param ipv6 not given: the engine chooses, if the network has such addresses
 */
public record NetworkLink(List<String> aliases, Optional<String> ipv4, Optional<String> ipv6) implements Written {
    /** Nothing is said of it. */
    public static final NetworkLink PLAIN = new NetworkLink(List.of(), Optional.empty(), Optional.empty());

    public NetworkLink {
        aliases = List.copyOf(aliases);
        Objects.requireNonNull(ipv4);
        Objects.requireNonNull(ipv6);
    }

    @Override
    public Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        if (!aliases.isEmpty()) {
            written.put("aliases", aliases);
        }
        ipv4.ifPresent(address -> written.put("ipv4_address", address));
        ipv6.ifPresent(address -> written.put("ipv6_address", address));
        return written;
    }
}
