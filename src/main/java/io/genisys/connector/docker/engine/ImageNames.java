package io.genisys.connector.docker.engine;

import io.genisys.connector.model.ImageReference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What containers were created from. The list shows an id in place of the name once the tag has moved or was removed;
 * the name it was created with, which an inspect tells, never changes, so it is asked for once a container.
 */
final class ImageNames {
    private static final Pattern ID = Pattern.compile("sha256:[0-9a-f]{64}|[0-9a-f]{1,64}");

    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();
    /** Canonical references by what a list shows: most containers are of few images. */
    private final Map<String, Optional<String>> references = new ConcurrentHashMap<>();

    /**
     * @param shown what the list shows
     * @param inspect finds the name that a container of that id was created with
     */
    Optional<String> of(String container, String shown, String imageId, Function<String, Optional<String>> inspect) {
        if (!isId(shown, imageId)) {
            // the same on all hosts: one copy for all
            return references.computeIfAbsent(
                    shown, text -> ImageReference.canonical(text).map(String::intern));
        }
        Optional<String> name = known.get(container);
        if (name == null) {
            name = inspect.apply(container);
            known.put(container, name);
        }
        return name;
    }

    /** The name if it is one, empty if it is an image's id. */
    static Optional<String> canonical(String name, String imageId) {
        return isId(name, imageId) ? Optional.empty() : ImageReference.canonical(name);
    }

    /** Forgets all other containers. */
    void keepOnly(Set<String> containers) {
        known.keySet().retainAll(containers);
        if (references.size() > containers.size()) {
            references.clear();
        }
    }

    /** A name can look like a short id, {@code cafe}: it is one if the image's id starts with it. */
    private static boolean isId(String text, String imageId) {
        return ID.matcher(text).matches() && (text.startsWith("sha256:") || imageId.startsWith("sha256:" + text));
    }
}
