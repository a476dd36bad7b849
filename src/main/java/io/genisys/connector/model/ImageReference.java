package io.genisys.connector.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference of an image that carries a tag or a digest, as it was written. Grammar: the distribution project's
 * {@code reference} package.
 */
public final class ImageReference {
    public static final String ALLOWED =
            "must be an image with a tag or a digest, such as \"nginx:1.27\" or \"registry:5000/team/app:2\"";
    private static final Pattern HOST =
            Pattern.compile("(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?");
    private static final Pattern REST =
            Pattern.compile("(?<path>[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*)*)"
                    + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
                    + "(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?");
    private static final String DOCKER_HUB = "docker.io";
    private static final int LONGEST = 512;

    private final String value;
    private final String canonical;

    /** @throws InvalidException if the value is no reference, or has neither tag nor digest */
    public ImageReference(String value) {
        this.value = value;
        String spelling = split(value)
                .filter(ImageReference::isDefinite)
                .map(Parts::canonical)
                .orElseThrow(() -> new InvalidException("image", ALLOWED));
        // one string for both, as thousands of these are held
        this.canonical = spelling.equals(value) ? value : spelling;
    }

    /** As it was written. */
    public String value() {
        return value;
    }

    public static boolean isValid(String value) {
        return split(value).filter(ImageReference::isDefinite).isPresent();
    }

    private static boolean isDefinite(Parts parts) {
        return parts.tag().isPresent() || parts.digest().isPresent();
    }

    /**
     * The one spelling that all references to the same image share: registry and {@code library/} written out, and the
     * tag left out beside a digest, as the engine ignores it there. {@code repo:1} and {@code docker.io/library/repo:1}
     * have the same.
     */
    public String canonical() {
        return canonical;
    }

    /** The image with that digest, such as {@code sha256:…}, of the same repository. */
    public ImageReference at(String digest) {
        return new ImageReference(repository() + "@" + digest);
    }

    /** {@link #canonical()} without tag and digest. */
    public String repository() {
        int version = canonical.contains("@") ? canonical.indexOf('@') : canonical.lastIndexOf(':');
        return canonical.substring(0, version);
    }

    /** Where it is pulled from, with its port: {@code docker.io} if the reference names none. */
    public String registry() {
        return canonical.substring(0, canonical.indexOf('/'));
    }

    /** {@link #canonical()} of any text; no tag and no digest mean {@code latest}. Empty if it is no reference. */
    public static Optional<String> canonical(String text) {
        return split(text).map(Parts::canonical);
    }

    private static Optional<Parts> split(String text) {
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        boolean hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        Matcher rest = REST.matcher(hasHost ? text.substring(slash + 1) : text);
        if (text.length() > LONGEST
                || !rest.matches()
                || (hasHost && !HOST.matcher(first).matches())) {
            return Optional.empty();
        }
        return Optional.of(new Parts(
                hasHost ? first : DOCKER_HUB,
                rest.group("path"),
                Optional.ofNullable(rest.group("tag")),
                Optional.ofNullable(rest.group("digest"))));
    }

    private record Parts(String host, String path, Optional<String> tag, Optional<String> digest) {
        String canonical() {
            String registry = host.equals("index.docker.io") ? DOCKER_HUB : host;
            String repository = registry.equals(DOCKER_HUB) && !path.contains("/") ? "library/" + path : path;
            String version = digest.map(d -> "@" + d).orElseGet(() -> ":" + tag.orElse("latest"));
            return registry + "/" + repository + version;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageReference image && image.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
