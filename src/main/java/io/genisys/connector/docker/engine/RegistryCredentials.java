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
import java.util.Comparator;
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
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

    private final Path file;
    private final AtomicBoolean warned = new AtomicBoolean();

    RegistryCredentials(Path file) {
        this.file = file;
    }

    /**
     * Those for the image's registry; empty if there are none.
     *
     * @throws EngineException of kind IMAGE_UNAVAILABLE if the file can't be read
     */
    Optional<AuthConfig> of(ImageReference image) {
        JsonNode config = read();
        warnOfHelpers(config);
        return properties(config)
                // if a helper keeps the secret, or no user has logged in, there is nothing in it
                .filter(entry -> hasCredentials(entry.getValue()))
                .filter(entry -> RegistryKey.of(entry.getKey()).holdsFor(image))
                .max(Comparator.comparingInt(
                        entry -> RegistryKey.of(entry.getKey()).precision()))
                .map(entry -> credentials(image.registry(), entry.getValue()));
    }

    private static boolean hasCredentials(JsonNode entry) {
        return Stream.of("auth", "username", "identitytoken", "registrytoken")
                .anyMatch(field -> !entry.path(field).asText("").isEmpty());
    }

    /** By registry. The older {@code .dockercfg}, which Kubernetes still has, is nothing but these. */
    private static Stream<Map.Entry<String, JsonNode>> properties(JsonNode config) {
        JsonNode auths = config.has("auths") ? config.path("auths") : config;
        return auths.properties().stream().filter(entry -> entry.getValue().isObject());
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

    private AuthConfig credentials(String registry, JsonNode entry) {
        AuthConfig credentials = new AuthConfig()
                .withRegistryAddress(registry.equals(RegistryKey.DOCKER_HUB) ? DOCKER_HUB_KEY : registry)
                .withUsername(entry.path("username").asText(""))
                .withPassword(entry.path("password").asText(""));
        given(entry, "identitytoken").ifPresent(credentials::withIdentityToken);
        given(entry, "registrytoken").ifPresent(credentials::withRegistrytoken);
        return given(entry, "auth").map(auth -> decoded(credentials, auth)).orElse(credentials);
    }

    private static Optional<String> given(JsonNode entry, String field) {
        return Optional.of(entry.path(field).asText("")).filter(text -> !text.isEmpty());
    }

    /** Line ends in it are passed over, as {@code base64} without {@code -w 0} writes them. */
    private AuthConfig decoded(AuthConfig credentials, String auth) {
        try {
            String text = new String(Base64.getDecoder().decode(auth.replaceAll("\\s", "")), StandardCharsets.UTF_8);
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
