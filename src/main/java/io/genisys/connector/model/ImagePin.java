package io.genisys.connector.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one image that all containers of a version are made from, wherever its tag points by then.
 *
 * @param digest such as {@code sha256:…}, by which every host can pull it; empty if its image was in no registry
 * @param ids if there is no digest: the id of the image on each host that has one
 */
public record ImagePin(Optional<String> digest, Map<HostName, String> ids) {
    public ImagePin {
        Objects.requireNonNull(digest);
        ids = ids == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(ids));
    }

    public static ImagePin of(String digest) {
        return new ImagePin(Optional.of(digest), Map.of());
    }

    /** An image that has no digest, on that host. */
    public static ImagePin of(HostName host, String id) {
        return new ImagePin(Optional.empty(), Map.of(host, id));
    }

    /** What stands once the other comes later: a digest stays, and so does the id of each host. */
    public ImagePin and(ImagePin later) {
        if (digest.isPresent() || later.digest.isPresent()) {
            return digest.isPresent() ? this : later;
        }
        Map<HostName, String> all = new TreeMap<>(later.ids);
        all.putAll(ids);
        return new ImagePin(digest, all);
    }
}
