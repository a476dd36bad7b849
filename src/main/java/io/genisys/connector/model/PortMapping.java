package io.genisys.connector.model;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A port of a container that is published on its host.
 *
 * @param published the host's ports to choose from; not given: any that is free
 * @param address the host's address, an IPv4 or IPv6 one without brackets; not given: all
 */
public record PortMapping(PortSpec port, Optional<HostPorts> published, Optional<String> address)
        implements Written, Comparable<PortMapping> {
    private static final Comparator<PortMapping> ORDER = Comparator.comparing(PortMapping::port)
            .thenComparing(mapping -> mapping.published.map(HostPorts::first).orElse(0))
            .thenComparing(mapping -> mapping.published.map(HostPorts::last).orElse(0))
            .thenComparing(mapping -> mapping.address.orElse(""));

    public PortMapping {
        Objects.requireNonNull(port);
        Objects.requireNonNull(published);
        Objects.requireNonNull(address);
    }

    /** On a port of the host that is free. */
    public static PortMapping of(PortSpec port) {
        return new PortMapping(port, Optional.empty(), Optional.empty());
    }

    /** The host's port if there is one and no choice: then a host takes one such container. */
    public Optional<Integer> fixed() {
        return published.flatMap(HostPorts::only);
    }

    /** The short form: {@code 8080}, {@code 80:8080}, {@code 127.0.0.1::53/udp}, {@code [::1]:80:8080}. */
    @Override
    public String written() {
        String host =
                address.map(a -> (a.contains(":") ? "[" + a + "]" : a) + ":").orElse("");
        boolean isPlain = published.isEmpty() && address.isEmpty();
        return host + published.map(HostPorts::text).orElse("") + (isPlain ? "" : ":") + port.text();
    }

    @Override
    public int compareTo(PortMapping other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return written();
    }
}
