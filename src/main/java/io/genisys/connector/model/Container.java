package io.genisys.connector.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A container as an engine shows it.
 *
 * @param id the engine's full id
 * @param name without the leading slash
 * @param claim whose it is
 * @param image {@linkplain ImageReference#canonical() canonical reference} of the image it was created from, also when
 *     the tag has moved since; empty if it was created from an image id
 * @param createdAt to the second
 * @param startedAt of the run it is in, to the second; empty if it does not run, and if it was not inspected: lists do
 *     not say it
 * @param exitCode of its last run, if it has exited
 * @param ports the published ones
 */
public record Container(
        String id,
        String name,
        Claim claim,
        Optional<String> image,
        ContainerState state,
        Health health,
        Instant createdAt,
        Optional<Instant> startedAt,
        OptionalInt exitCode,
        List<PublishedPort> ports) {
    public Container {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(claim);
        Objects.requireNonNull(image);
        Objects.requireNonNull(state);
        Objects.requireNonNull(health);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(exitCode);
        ports = List.copyOf(ports);
    }

    /** It runs, and is healthy if it has a health check. */
    public boolean isReady() {
        return isRunning() && (health == Health.NONE || health == Health.HEALTHY);
    }

    public boolean isRunning() {
        return state == ContainerState.RUNNING;
    }

    /** It has ended, or never ran: there is no process. */
    public boolean hasEnded() {
        return switch (state) {
            case CREATED, EXITED, DEAD -> true;
            default -> false;
        };
    }

    /** The same one, which has ended and is about to be started again. */
    public Container restarting() {
        return new Container(
                id,
                name,
                claim,
                image,
                ContainerState.RESTARTING,
                Health.NONE,
                createdAt,
                Optional.empty(),
                OptionalInt.empty(),
                List.of());
    }

    /** The same one, of which that is known. */
    public Container startedAt(Optional<Instant> at) {
        return new Container(id, name, claim, image, state, health, createdAt, at, exitCode, ports);
    }
}
