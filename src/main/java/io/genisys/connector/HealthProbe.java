package io.genisys.connector;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image's health check: exit code 0 where the connector in the same container answers {@code GET /health} with 200,
 * else 1. Uses nothing but the platform, since it starts a JVM each time; so it reads the two keys that it needs by
 * their names alone.
 */
final class HealthProbe {
    private static final int MILLIS = 2_000;
    private static final Path CONFIG = Path.of("/app/genisys-connector.yml");

    private HealthProbe() {}

    public static void main(String[] arguments) throws IOException {
        String config = Files.isReadable(CONFIG) ? Files.readString(CONFIG) : "";
        System.exit(isHealthy(address(config, System.getenv())) ? 0 : 1);
    }

    /** Where the connector listens; a wildcard address is asked on the loopback one. */
    static URI address(String config, Map<String, String> environment) {
        String bind = environment.getOrDefault("GENISYS_CONNECTOR_BIND", value(config, "bind", "127.0.0.1"));
        String port = environment.getOrDefault("GENISYS_CONNECTOR_PORT", value(config, "port", "7051"));
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/health");
    }

    private static String value(String config, String key, String otherwise) {
        Matcher line =
                Pattern.compile("(?m)^ +" + key + ": *[\"']?([^\"'#\\s]+)").matcher(config);
        return line.find() ? line.group(1) : otherwise;
    }

    static boolean isHealthy(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notUp) {
            return false;
        }
    }
}
