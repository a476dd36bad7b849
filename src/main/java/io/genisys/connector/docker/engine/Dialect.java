package io.genisys.connector.docker.engine;

import static io.genisys.connector.docker.engine.Parts.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.core.RemoteApiVersion;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What an engine is, and which version of the API we speak with it.
 *
 * @param engine the engine's own version
 * @param isPodman whether it is Podman behind Docker's API
 */
record Dialect(String engine, RemoteApiVersion api, boolean isPodman) {
    /** What is used of an engine's answer. */
    static final Set<String> FIELDS = Set.of("Version", "ApiVersion", "MinAPIVersion", "Components");

    /** Of Docker 19.03 and Podman 3. Older ones were never tried. */
    static final RemoteApiVersion OLDEST = RemoteApiVersion.create(1, 40);

    /** Of Docker 28. An engine that is newer speaks it too, as long as it is not below that engine's own oldest. */
    static final RemoteApiVersion NEWEST = RemoteApiVersion.create(1, 51);

    /** Before anything is known of the engine: calls go without a version. */
    static final Dialect UNKNOWN = new Dialect("", RemoteApiVersion.UNKNOWN_VERSION, false);

    /** Empty if the engine and we have no version in common, or it does not say which it speaks. */
    static Optional<Dialect> agreed(JsonNode version) {
        RemoteApiVersion newest = parse(text(version.path("ApiVersion")));
        RemoteApiVersion oldest = parse(text(version.path("MinAPIVersion")));
        RemoteApiVersion api = newest.isGreater(NEWEST) ? NEWEST : newest;
        boolean isKnown = !newest.equals(RemoteApiVersion.UNKNOWN_VERSION);
        boolean isSpoken = !oldest.isGreater(api);
        return isKnown && isSpoken && !OLDEST.isGreater(api)
                ? Optional.of(new Dialect(Refusal.line(text(version.path("Version"))), api, isPodman(version)))
                : Optional.empty();
    }

    private static RemoteApiVersion parse(String text) {
        return RemoteApiVersion.parseConfigWithDefault(text);
    }

    private static boolean isPodman(JsonNode version) {
        return StreamSupport.stream(version.path("Components").spliterator(), false)
                .anyMatch(component -> text(component.path("Name")).startsWith("Podman"));
    }

    /** @param path without a version */
    String path(String path) {
        return equals(UNKNOWN) ? path : "/" + api.asWebPathPart() + path;
    }
}
