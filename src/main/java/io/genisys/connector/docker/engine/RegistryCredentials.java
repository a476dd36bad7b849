package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.AuthConfig;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials for registries in a Docker config file ({@code auths}, as {@code docker login} writes it without a
 * credential helper). It is read at each pull, so a new password needs no restart. No message shows what is in it.
 */
final class RegistryCredentials {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryCredentials.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

    private final Path file;
    private final AtomicBoolean warned = new AtomicBoolean();

    RegistryCredentials(Path file) {
        this.file = file;
    }

    /**
     * Those for the image's registry; empty where there are none.
     *
     * @throws EngineException of kind IMAGE_UNAVAILABLE where the file can't be read
     */
    Optional<AuthConfig> of(ImageReference image) {
        String registry = image.canonical().substring(0, image.canonical().indexOf('/'));
        JsonNode config = read();
        warnOfHelpers(config);
        return fields(config.path("auths"))
                .filter(entry -> host(entry.getKey()).equals(registry))
                // where a helper keeps the secret, the entry is empty
                .filter(entry -> !entry.getValue().isEmpty())
                .findFirst()
                .map(entry -> credentials(registry, entry.getValue()));
    }

    private JsonNode read() {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            // neither its message nor the exception itself: Jackson's may quote the file
            throw unusable("it is missing, not readable or not JSON");
        }
    }

    private void warnOfHelpers(JsonNode config) {
        boolean hasHelpers =
                config.hasNonNull("credsStore") || !config.path("credHelpers").isEmpty();
        if (hasHelpers && warned.compareAndSet(false, true)) {
            LOG.warn("{} names credential helpers, which are not supported: only what is under auths is used", file);
        }
    }

    private static Stream<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        return object.properties().stream();
    }

    /** A key is a host, or an address of older form, {@code https://host/v1/}. */
    private static String host(String key) {
        String rest = key.replaceFirst("^https?://", "");
        String host = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        return host.equals("index.docker.io") || host.equals("registry-1.docker.io") ? DOCKER_HUB : host;
    }

    private AuthConfig credentials(String registry, JsonNode entry) {
        AuthConfig credentials = new AuthConfig()
                .withRegistryAddress(registry.equals(DOCKER_HUB) ? DOCKER_HUB_KEY : registry)
                .withUsername(entry.path("username").asText(""))
                .withPassword(entry.path("password").asText(""));
        if (entry.hasNonNull("identitytoken")) {
            credentials.withIdentityToken(entry.path("identitytoken").asText());
        }
        return entry.hasNonNull("auth")
                ? decoded(credentials, entry.path("auth").asText())
                : credentials;
    }

    private AuthConfig decoded(AuthConfig credentials, String auth) {
        try {
            String text = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon > 0) {
                return credentials
                        .withUsername(text.substring(0, colon))
                        .withPassword(text.substring(colon + 1).replace("\u0000", ""));
            }
        } catch (IllegalArgumentException notBase64) {
            // the same as without a colon
        }
        throw unusable("an auth in it is not user:password in base64");
    }

    private EngineException unusable(String why) {
        return new EngineException(
                FailureKind.IMAGE_UNAVAILABLE, "The Docker config file " + file + " cannot be used: " + why);
    }
}
