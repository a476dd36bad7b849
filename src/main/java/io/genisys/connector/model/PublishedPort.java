package io.genisys.connector.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A port of a container, published at an address of its host.
 *
 * @param address the host's address that it is bound to, such as {@code 0.0.0.0}
 * @param hostPort 1 to 65535
 */
public record PublishedPort(PortSpec port, String address, int hostPort) {
    private static final String ANY_IPV4 = "0.0.0.0";
    private static final String ANY_IPV6 = "::";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\..*|::1");

    public PublishedPort {
        Objects.requireNonNull(port);
        Objects.requireNonNull(address);
    }

    /**
     * Where it is reached from elsewhere; empty if that is not known, or if it is reached from its host only.
     *
     * @param hostAddress at which the host is reached from elsewhere, if that is known
     */
    public Optional<String> reachedAt(Optional<String> hostAddress) {
        if (isAnywhere()) {
            return hostAddress;
        }
        return isLoopback(address)
                        && !hostAddress.filter(PublishedPort::isLoopback).isPresent()
                ? Optional.empty()
                : Optional.of(address);
    }

    /** Whether it is bound to all addresses of its host, of IPv4 or of IPv6. */
    public boolean isAnywhere() {
        return address.equals(ANY_IPV4) || address.equals(ANY_IPV6);
    }

    private static boolean isLoopback(String address) {
        return LOOPBACK.matcher(address).matches();
    }

    /**
     * Of a port that is published at every IPv4 and every IPv6 address, only the first: mostly it is the same port of
     * the host twice, and if an engine chose two, that of IPv4 is the one that the host's address surely has.
     */
    public static List<PublishedPort> once(List<PublishedPort> ports) {
        List<PortSpec> anyIpv4 = ports.stream()
                .filter(published -> published.address().equals(ANY_IPV4))
                .map(PublishedPort::port)
                .toList();
        return ports.stream()
                .filter(published -> !published.address().equals(ANY_IPV6) || !anyIpv4.contains(published.port()))
                .toList();
    }
}
