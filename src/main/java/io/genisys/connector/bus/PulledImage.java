package io.genisys.connector.bus;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImagePin;
import java.util.Objects;
import java.util.Optional;

/**
 * The image that a host has.
 *
 * @param digest under which its registry has it; empty if it was made on that host, or loaded there
 * @param id that the engine gave it
 */
public record PulledImage(Optional<String> digest, String id) {
    public PulledImage {
        Objects.requireNonNull(digest);
        Objects.requireNonNull(id);
    }

    /** What pins containers to it. */
    public ImagePin pin(HostName host) {
        return digest.map(ImagePin::of).orElseGet(() -> ImagePin.of(host, id));
    }
}
