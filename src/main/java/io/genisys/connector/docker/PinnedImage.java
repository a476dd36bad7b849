package io.genisys.connector.docker;

import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.ImageReference;
import java.util.Optional;

/**
 * The image to which containers of a version are pinned, on one host.
 *
 * @param text the reference or the id
 * @param reference by which it can be pulled; empty if it is known by an id on that host alone
 */
record PinnedImage(String text, Optional<ImageReference> reference) {
    /** Empty if containers are not pinned there. */
    static Optional<PinnedImage> of(HostOrder.Start order, HostName host) {
        return order.variant().pin().flatMap(pin -> of(order.definition().image(), pin, host));
    }

    static Optional<PinnedImage> of(ImageReference image, ImagePin pin, HostName host) {
        return pin.digest()
                .map(image::at)
                .map(reference -> new PinnedImage(reference.value(), Optional.of(reference)))
                .or(() -> Optional.ofNullable(pin.ids().get(host)).map(id -> new PinnedImage(id, Optional.empty())));
    }

    /** Why no container can be made, if that image is not there and is not to be pulled. */
    FailureException missing() {
        return new FailureException(
                FailureKind.IMAGE_UNAVAILABLE,
                "the version is pinned to image " + text
                        + ", which is not on the host any more, and is not pulled; a restart takes the one that is"
                        + " there by now");
    }
}
