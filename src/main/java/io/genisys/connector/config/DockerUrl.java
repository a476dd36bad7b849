package io.genisys.connector.config;

import io.genisys.connector.fields.Parsers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Docker engine listens.
 *
 * @param place the absolute path of a unix socket, or host and port of a tcp address; IPv6 in brackets
 * @param hasPort whether the address was written with a port
 */
record DockerUrl(boolean isUnix, String place, boolean hasPort) {
    private static final String ALLOWED = "must be unix:///path/of/docker.sock or tcp://host:port";
    private static final Pattern UNIX = Pattern.compile("unix:/*(?<path>[^/?#\\s\\p{Cntrl}][^?#\\s\\p{Cntrl}]*)");
    private static final Pattern TCP = Pattern.compile(
            "tcp://(?<host>[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,253})|\\[[0-9a-fA-F:.]{2,45}\\])(?::(?<port>[0-9]{1,5}))?/?");

    /** @throws io.genisys.connector.model.InvalidException if the text is no such URL */
    static DockerUrl parse(String text) {
        Matcher unix = UNIX.matcher(text);
        if (unix.matches() && !unix.group("path").endsWith("/") && isUri("unix:///" + unix.group("path"))) {
            return new DockerUrl(true, "/" + unix.group("path"), false);
        }
        Matcher tcp = TCP.matcher(text);
        if (tcp.matches() && isPort(tcp.group("port")) && hasHost("tcp://" + tcp.group("host"))) {
            return tcp(tcp.group("host"), tcp.group("port"));
        }
        throw Parsers.fault(ALLOWED + hint(text));
    }

    private static DockerUrl tcp(String host, String port) {
        return new DockerUrl(false, port == null ? host : host + ":" + Integer.parseInt(port), port != null);
    }

    /** Paths may have characters that URLs may not, such as those of <code>${HOME}</code>. */
    private static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Of a name that is none to Java, such as {@code a..b}, the URI has no host. */
    private static boolean hasHost(String text) {
        return isUri(text) && URI.create(text).getHost() != null;
    }

    private static boolean isPort(String port) {
        return port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535);
    }

    private static String hint(String text) {
        if (text.startsWith("https:")) {
            return "; for https write tcp:// and set docker.tls";
        }
        if (text.startsWith("http:")) {
            return "; for http write tcp://";
        }
        if (text.startsWith("tcp:") && text.contains("_")) {
            return "; the name of a host has no '_'";
        }
        boolean isKnown = text.startsWith("ssh:") || text.startsWith("npipe:");
        return isKnown ? "; ssh:// and npipe:// are not supported" : "";
    }

    /**
     * As docker-java wants it: {@code unix:///path}, or {@code tcp://host:port} with Docker's port if none was given.
     */
    URI uri(boolean tls) {
        if (isUnix) {
            return URI.create("unix://" + place);
        }
        return URI.create("tcp://" + place + (hasPort ? "" : tls ? ":2376" : ":2375"));
    }
}
