package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.RemoteApiVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an engine is, and which version of the API we speak with it.
 *
 * @param engine the engine's own version
 * @param isPodman whether it is Podman behind Docker's API
 */
record Dialect(String engine, RemoteApiVersion api, boolean isPodman) {
    /** Of Docker 19.03 and Podman 3. Older ones were never tried. */
    static final RemoteApiVersion OLDEST = RemoteApiVersion.create(1, 40);

    /** Of Docker 28. An engine that is newer speaks it too, as long as it is not below that engine's own oldest. */
    static final RemoteApiVersion NEWEST = RemoteApiVersion.create(1, 51);

    /** Before anything is known of the engine: calls go without a version. */
    static final Dialect UNKNOWN = new Dialect("", RemoteApiVersion.UNKNOWN_VERSION, false);

    /** Empty where the engine and we have no version in common, or it does not say which it speaks. */
    static Optional<Dialect> agreed(Version version) {
        RemoteApiVersion newest = parse(version.getApiVersion());
        RemoteApiVersion oldest = parse(version.getMinAPIVersion());
        RemoteApiVersion api = newest.isGreater(NEWEST) ? NEWEST : newest;
        boolean isKnown = !newest.equals(RemoteApiVersion.UNKNOWN_VERSION);
        boolean isSpoken = !oldest.isGreater(api);
        return isKnown && isSpoken && !OLDEST.isGreater(api)
                ? Optional.of(new Dialect(Objects.toString(version.getVersion(), ""), api, isPodman(version)))
                : Optional.empty();
    }

    private static RemoteApiVersion parse(String text) {
        return RemoteApiVersion.parseConfigWithDefault(text);
    }

    private static boolean isPodman(Version version) {
        return Optional.ofNullable(version.getComponents()).orElse(List.of()).stream()
                .anyMatch(c -> c != null && Objects.toString(c.getName(), "").startsWith("Podman"));
    }
}
