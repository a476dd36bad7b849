package io.genisys.connector.docker;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.Durations;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.PullPolicy;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes containers and starts them. One that fails to start is removed; if it can't be, the start fails with
 * {@link UnknownOutcome}. Used from one context only.
 */
final class Starter {
    /** For a pull for what is to be healed. */
    static final Duration HEALING = Duration.ofSeconds(10);

    private final Engine engine;
    private final EngineWorkers workers;
    private final ImageSupply images;
    private final HostSettings settings;
    private final Chronicle chronicle;
    private final Fence fence;
    private final Duration healing;
    /** Ids of containers whose event was not seen yet, since the last list; workers change it. */
    private final Set<String> started = ConcurrentHashMap.newKeySet();

    /**
     * @param images which others on this host bring by it too
     * @param healing how long what is to be healed waits for a registry that hangs
     */
    Starter(HostParts parts, ImageSupply images, Duration healing) {
        this.engine = parts.engine();
        this.workers = parts.workers();
        this.images = images;
        this.settings = parts.settings();
        this.chronicle = parts.chronicle();
        this.fence = parts.fence();
        this.healing = healing;
    }

    /** The container as the engine shows it right after its start. */
    Future<Container> start(HostOrder.Start order) {
        return allowed(order).compose(allowed -> begin(order));
    }

    private Future<Container> begin(HostOrder.Start order) {
        return PinnedImage.of(order, settings.host())
                .map(pinned -> launchPinned(order, pinned))
                .orElseGet(() -> beginByTag(order));
    }

    /** What a digest names never changes: it is pulled only if it is not there. */
    private Future<Container> launchPinned(HostOrder.Start order, PinnedImage pinned) {
        boolean mayPull = order.definition().detail(Detail.PULL_POLICY).orElse(settings.pull()) != PullPolicy.NEVER;
        return launch(order, pinned.text()).recover(error -> {
            if (!isMissingImage(error)) {
                return Future.failedFuture(error);
            }
            return pinned.reference()
                    .filter(reference -> mayPull)
                    .map(reference -> pull(order, reference).compose(pulled -> launch(order, pinned.text())))
                    .orElseGet(() -> Future.failedFuture(pinned.missing()));
        });
    }

    private Future<Container> beginByTag(HostOrder.Start order) {
        return switch (order.definition().detail(Detail.PULL_POLICY).orElse(settings.pull())) {
            case NEVER -> launch(order);
            case ALWAYS ->
                patientPull(order)
                        .compose(
                                pulled -> launch(order),
                                error -> order.isAskedFor() ? Future.failedFuture(error) : launchWithout(order, error));
            case MISSING ->
                launch(order)
                        .recover(error -> isMissingImage(error)
                                ? pull(order).compose(pulled -> launch(order))
                                : Future.failedFuture(error));
        };
    }

    /** Whether it was us who started the container: then its start is no news. To be asked once for each event. */
    boolean hasStarted(String container) {
        return started.remove(container);
    }

    /** The inventory is new: events that did not come will not be missed. */
    void listed() {
        started.clear();
    }

    /** What runs is kept running with the image that is there, if there is one. */
    private Future<Container> launchWithout(HostOrder.Start order, Throwable noPull) {
        return launch(order)
                .onSuccess(started -> chronicle.tell(
                        What.PULL_FAILED,
                        Subject.of(order.service()),
                        Cause.of(started.name() + " on host " + settings.host()
                                + " runs with the image that is there, as it could not be pulled: "
                                + noPull.getMessage())))
                .recover(error -> Future.failedFuture(isMissingImage(error) ? noPull : error));
    }

    /** What is to be healed does not wait long; the pull goes on. */
    private Future<Void> patientPull(HostOrder.Start order) {
        Future<Void> pull = pull(order);
        return order.isAskedFor()
                ? pull
                : pull.timeout(healing.toMillis(), TimeUnit.MILLISECONDS)
                        .recover(error -> Future.failedFuture(
                                error instanceof TimeoutException
                                        ? late(order.definition().image())
                                        : error));
    }

    private FailureException late(ImageReference image) {
        return new FailureException(
                FailureKind.TIMEOUT,
                "the registry %s did not send %s within %s"
                        .formatted(image.registry(), image, Durations.format(healing)));
    }

    private Future<Void> pull(HostOrder.Start order) {
        return pull(order, order.definition().image());
    }

    private Future<Void> pull(HostOrder.Start order, ImageReference image) {
        return images.pull(image, order.definition().detail(Detail.PLATFORM), order.round());
    }

    private static boolean isMissingImage(Throwable error) {
        return error instanceof FailureException failed && failed.failure().kind() == FailureKind.IMAGE_UNAVAILABLE;
    }

    private Future<Container> launch(HostOrder.Start order) {
        return launch(order, order.definition().image().value());
    }

    private Future<Container> launch(HostOrder.Start order, String image) {
        var source = new Engine.Source(image, order.variant().restart());
        var container = new Engine.NewContainer(settings.connector(), order.definition(), order.slot()).from(source);
        return workers.start(() -> launchWithFiles(container, order));
    }

    /** On a worker's thread: files are read at each start. */
    private Container launchWithFiles(Engine.NewContainer container, HostOrder.Start order) {
        try {
            return settings.starts().files().read(order.definition(), files -> launch(container.with(files), order));
        } catch (InvalidException e) {
            throw new FailureException(FailureKind.REFUSED, e.getMessage());
        }
    }

    /** A definition that was taken on while the configuration allowed more makes no container any more. */
    private Future<Void> allowed(HostOrder.Start order) {
        try {
            settings.starts().rights().check(order.definition());
            return Future.succeededFuture();
        } catch (InvalidException e) {
            return Future.failedFuture(new FailureException(FailureKind.REFUSED, e.getMessage()));
        }
    }

    /** On a worker's thread. What an order that is over has made is left to the one that was given in its place. */
    private Container launch(Engine.NewContainer container, HostOrder.Start order) {
        fence.check(order);
        String id = createOnce(container);
        fence.check(order);
        started.add(id);
        try {
            engine.join(id, container);
            if (!container.files().files().isEmpty()) {
                engine.bring(id, container);
            }
            engine.start(id);
            return find(container, id);
        } catch (EngineException e) {
            started.remove(id);
            if (isDiscarded(id, e)) {
                throw e;
            }
            throw new UnknownOutcome(e);
        }
    }

    private Container find(Engine.NewContainer container, String id) {
        return engine.find(id)
                .orElseThrow(() -> new EngineException(
                        FailureKind.EXITED_EARLY,
                        container.name()
                                + " disappeared right after its start: was it removed outside the connector?"));
    }

    /** A container of that name that an earlier, unanswered create of ours left is the one that we want. */
    private String createOnce(Engine.NewContainer container) {
        try {
            return engine.create(container);
        } catch (EngineException e) {
            if (e.kind() != FailureKind.NAME_TAKEN) {
                throw e;
            }
            return ours(container, e);
        }
    }

    private String ours(Engine.NewContainer wanted, EngineException nameTaken) {
        // an engine that takes a name for taken which no container has would have one name after another used up
        Container there = found(wanted.name())
                .orElseThrow(() -> new EngineException(FailureKind.REFUSED, nameTaken.getMessage(), nameTaken));
        if (!there.claim().equals(claim(wanted))) {
            throw nameTaken;
        }
        return there.id();
    }

    /** If it is ours, it may be what an earlier order of the same kind is starting. */
    private Optional<Container> found(String name) {
        try {
            return engine.find(name);
        } catch (EngineException e) {
            throw new UnknownOutcome(e);
        }
    }

    private static Claim claim(Engine.NewContainer container) {
        return new Claim.Ours(
                container.service(), container.slot(), container.edition().text());
    }

    /**
     * One that runs in spite of the failure, such as after a start that was not answered, is left as it is. What is
     * left shows in the next list: it counts if it runs, and else is removed as a left-over.
     *
     * @return whether it is gone for sure
     */
    private boolean isDiscarded(String id, EngineException reason) {
        try {
            engine.remove(id);
            return true;
        } catch (EngineException e) {
            reason.addSuppressed(e);
            return false;
        }
    }
}
