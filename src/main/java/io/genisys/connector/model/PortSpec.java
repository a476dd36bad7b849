package io.genisys.connector.model;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of a container that is exposed and published on a free port of its host.
 *
 * @param port 1 to 65535
 */
public record PortSpec(int port, Protocol protocol) implements Comparable<PortSpec> {
    public static final String ALLOWED =
            "must be a port from 1 to 65535, as a number or a string, optionally followed by /tcp, /udp or /sctp";
    private static final Pattern FORM = Pattern.compile("(?<port>[0-9]{1,5})(?:/(?<protocol>tcp|udp|sctp))?");

    /** A transport that Docker can publish. */
    public enum Protocol {
        TCP,
        UDP,
        SCTP;

        /** As Docker writes it: lower case. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws InvalidException if the port is out of range */
    public PortSpec {
        Objects.requireNonNull(protocol);
        if (port < 1 || port > 65_535) {
            throw new InvalidException("port", ALLOWED);
        }
    }

    /**
     * @throws InvalidException if the text is none of {@code 8080}, {@code 8080/tcp}, {@code 53/udp}, {@code 5/sctp}
     */
    public static PortSpec parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new InvalidException("port", ALLOWED);
        }
        String protocol = m.group("protocol");
        return new PortSpec(
                Integer.parseInt(m.group("port")),
                protocol == null ? Protocol.TCP : Protocol.valueOf(protocol.toUpperCase(Locale.ROOT)));
    }

    /** The short form: {@code 8080} for TCP, {@code 53/udp} for others. */
    public String text() {
        return protocol == Protocol.TCP ? Integer.toString(port) : port + "/" + protocol.text();
    }

    @Override
    public int compareTo(PortSpec other) {
        return port != other.port ? Integer.compare(port, other.port) : protocol.compareTo(other.protocol);
    }

    @Override
    public String toString() {
        return text();
    }
}
