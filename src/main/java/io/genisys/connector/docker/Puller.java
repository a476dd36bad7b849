package io.genisys.connector.docker;

import io.genisys.connector.bus.PullImage;
import io.genisys.connector.bus.PulledImage;
import io.genisys.connector.docker.Engine.ImageFacts;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.PullPolicy;
import io.vertx.core.Future;
import java.util.Optional;

/** Brings images to the host before containers are made from them. Used from one context only. */
final class Puller {
    private final Engine engine;
    private final EngineWorkers workers;
    private final ImageSupply images;
    private final HostSettings settings;

    Puller(HostParts parts, ImageSupply images) {
        this.engine = parts.engine();
        this.workers = parts.workers();
        this.settings = parts.settings();
        this.images = images;
    }

    /** Fails with IMAGE_UNAVAILABLE if it is not there and cannot be brought there. */
    Future<PulledImage> bring(PullImage order) {
        ImageReference image = order.definition().image();
        return order.variant()
                .pin()
                .flatMap(pin -> PinnedImage.of(image, pin, settings.host()))
                .map(pinned -> bring(order, pinned))
                .orElseGet(() -> bringByTag(order));
    }

    private Future<PulledImage> bring(PullImage order, PinnedImage pinned) {
        return find(pinned.text())
                .compose(found -> found.isPresent() || pinned.reference().isEmpty() || policy(order) == PullPolicy.NEVER
                        ? Future.succeededFuture(found)
                        : pull(order, pinned.reference().get()))
                .map(found -> found.orElseThrow(pinned::missing))
                .map(facts -> pulled(order, facts));
    }

    private Future<PulledImage> bringByTag(PullImage order) {
        ImageReference image = order.definition().image();
        return find(image.value())
                .compose(there -> isToBePulled(order, there)
                        ? pull(order, image).recover(error -> ownOne(image, there, error))
                        : Future.succeededFuture(there))
                .map(found -> found.orElseThrow(() -> new FailureException(
                        FailureKind.IMAGE_UNAVAILABLE,
                        "there is no image " + image + " on host " + settings.host() + ", and it is not pulled")))
                .map(facts -> pulled(order, facts));
    }

    private boolean isToBePulled(PullImage order, Optional<ImageFacts> there) {
        return switch (policy(order)) {
            case NEVER -> false;
            case ALWAYS -> true;
            case MISSING -> order.anew() || there.isEmpty();
        };
    }

    /** An image that was never in that registry is the newest one there is. */
    private static Future<Optional<ImageFacts>> ownOne(
            ImageReference image, Optional<ImageFacts> there, Throwable noPull) {
        return there.filter(facts -> facts.digest(image).isEmpty()).isPresent()
                ? Future.succeededFuture(there)
                : Future.failedFuture(noPull);
    }

    private Future<Optional<ImageFacts>> pull(PullImage order, ImageReference image) {
        return images.pull(image, order.definition().detail(Detail.PLATFORM), order.round())
                .compose(pulled -> find(image.value()));
    }

    private Future<Optional<ImageFacts>> find(String image) {
        return workers.query(() -> engine.image(image));
    }

    private PullPolicy policy(PullImage order) {
        return order.definition().detail(Detail.PULL_POLICY).orElse(settings.pull());
    }

    private static PulledImage pulled(PullImage order, ImageFacts facts) {
        return new PulledImage(facts.digest(order.definition().image()), facts.id());
    }
}
