package io.genisys.connector;

import io.genisys.connector.config.ConnectorConfig;
import io.genisys.connector.config.Keys;
import io.genisys.connector.config.LenientConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/**
 * The image's health check: exit code 0 if the connector beside it answers {@code GET /health} with 200, else 1. Its
 * argument is the configuration file. It asks where the connector says in its data folder that it serves, and if it
 * says nothing there, where the configuration says so.
 */
final class HealthProbe {
    private static final int MILLIS = 2_000;

    private HealthProbe() {}

    public static void main(String[] arguments) {
        Path config = Path.of(arguments.length > 0 ? arguments[0] : "/app/genisys-connector.yml");
        System.exit(isHealthy(address(config, System.getenv())) ? 0 : 1);
    }

    /** Blocks. */
    static URI address(Path config, Map<String, String> environment) {
        ConnectorConfig connector = LenientConfig.read(config, environment);
        String served = AddressFile.in(connector.get(Keys.DATA)).read();
        String otherwise = AddressFile.urlFromHere(
                connector.get(Keys.TLS).isPresent(), connector.get(Keys.BIND), connector.get(Keys.PORT));
        return URI.create((served.matches("https?://.*") ? served : otherwise) + "/health");
    }

    static boolean isHealthy(URI address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            if (connection instanceof HttpsURLConnection encrypted) {
                AnyCertificate.accept(encrypted);
            }
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notUp) {
            return false;
        }
    }
}
