package io.genisys.connector.docker.engine;

import io.genisys.connector.model.ImageReference;
import java.util.regex.Pattern;

/**
 * For which images an entry of a Docker config file is: a host with its port, as the docker CLI writes it, an address
 * of older form, {@code https://host/v1/}, or, as Kubernetes takes it, a host with {@code *} for a part of its name and
 * with the beginning of the images' path.
 *
 * @param host with {@code *} if any part of a name will do
 * @param path of the images, without slashes around it; empty for all
 */
record RegistryKey(String host, String path) {
    static final String DOCKER_HUB = "docker.io";

    /** Of the registry's API, not of images. */
    private static final Pattern API = Pattern.compile("v[12]");

    private static final Pattern SCHEME = Pattern.compile("^https?://");
    private static final Pattern SLASHES = Pattern.compile("^/+|/+$");

    static RegistryKey of(String key) {
        String rest = SCHEME.matcher(key).replaceFirst("");
        int slash = rest.indexOf('/');
        String host = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : SLASHES.matcher(rest.substring(slash)).replaceAll("");
        boolean isHub = host.equals("index.docker.io") || host.equals("registry-1.docker.io");
        return new RegistryKey(isHub ? DOCKER_HUB : host, API.matcher(path).matches() ? "" : path);
    }

    boolean holdsFor(ImageReference image) {
        String registry = image.registry();
        String rest = image.canonical().substring(registry.length() + 1);
        return isHost(registry) && (path.isEmpty() || rest.matches(Pattern.quote(path) + "(?:[/:@].*)?"));
    }

    private boolean isHost(String registry) {
        return host.equals(registry)
                || (host.indexOf('*') >= 0 && registry.matches("\\Q" + host.replace("*", "\\E[^.:]*\\Q") + "\\E"));
    }

    /** The larger one says it more exactly, and is taken: the longer path, then a name without {@code *}. */
    int precision() {
        return 2 * path.length() + (host.indexOf('*') < 0 ? 1 : 0);
    }
}
