package io.genisys.connector.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
 * @param run the one it is in, or else its last
 * @param isDraining whether it is being stopped, and is to get no new requests any more
 */
public record Container(
        String id, String name, Claim claim, Optional<String> image, Instant createdAt, Run run, boolean isDraining) {
    public Container {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(claim);
        Objects.requireNonNull(image);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(run);
    }

    /** One that is not being stopped. */
    public Container(String id, String name, Claim claim, Optional<String> image, Instant createdAt, Run run) {
        this(id, name, claim, image, createdAt, run, false);
    }

    public ContainerState state() {
        return run.state;
    }

    public Health health() {
        return run.health;
    }

    public Optional<Instant> startedAt() {
        return run.startedAt;
    }

    /** It runs, and is healthy if it has a health check. */
    public boolean isReady() {
        return isRunning() && (health() == Health.NONE || health() == Health.HEALTHY);
    }

    /** Whether new requests are to be sent to it. */
    public boolean takesRequests() {
        return isReady() && !isDraining;
    }

    public boolean isRunning() {
        return state() == ContainerState.RUNNING;
    }

    /** It has ended, or never ran: there is no process. */
    public boolean hasEnded() {
        return switch (state()) {
            case CREATED, EXITED, DEAD -> true;
            default -> false;
        };
    }

    /** The same one, which has ended and is about to be started again. */
    public Container restarting() {
        return in(Run.of(ContainerState.RESTARTING, Health.NONE)).protectedUntil(run.protectedUntil);
    }

    /** The same one, of which its engine says that it is unhealthy. */
    public Container unhealthy() {
        return in(new Run(run.state, Health.UNHEALTHY, run.startedAt, run.exitCode, run.ports, run.networks));
    }

    /** The same one, which is being stopped, or is not. */
    public Container draining(boolean isIt) {
        return isIt == isDraining ? this : new Container(id, name, claim, image, createdAt, run, isIt);
    }

    /** The same one, of which that is known. */
    public Container startedAt(Optional<Instant> at) {
        return at.equals(run.startedAt)
                ? this
                : in(new Run(run.state, run.health, at, run.exitCode, run.ports, run.networks, run.protectedUntil));
    }

    /** The same one, which its label protects for so long. */
    public Container protectedUntil(Optional<Instant> end) {
        return end.equals(run.protectedUntil)
                ? this
                : in(new Run(run.state, run.health, run.startedAt, run.exitCode, run.ports, run.networks, end));
    }

    private Container in(Run other) {
        return new Container(id, name, claim, image, createdAt, other, isDraining);
    }

    /**
     * How a container runs, or has run.
     *
     * @param startedAt to the second; empty if it does not run, and if it was not inspected: lists do not say it
     * @param exitCode if it has exited
     * @param ports the published ones
     * @param networks its addresses by the networks with names of their own; a sender of an earlier release names none
     * @param protectedUntil when the protection by its label ends, by the wall clock; empty: it has none
     */
    public record Run(
            ContainerState state,
            Health health,
            Optional<Instant> startedAt,
            OptionalInt exitCode,
            List<PublishedPort> ports,
            Map<String, String> networks,
            Optional<Instant> protectedUntil) {
        public Run {
            Objects.requireNonNull(state);
            Objects.requireNonNull(health);
            Objects.requireNonNull(startedAt);
            Objects.requireNonNull(exitCode);
            ports = List.copyOf(ports);
            networks = networks == null || networks.isEmpty() ? Map.of() : Collections.unmodifiableMap(networks);
            protectedUntil = protectedUntil == null ? Optional.empty() : protectedUntil;
        }

        /** Without a label that protects it. */
        public Run(
                ContainerState state,
                Health health,
                Optional<Instant> startedAt,
                OptionalInt exitCode,
                List<PublishedPort> ports,
                Map<String, String> networks) {
            this(state, health, startedAt, exitCode, ports, networks, Optional.empty());
        }

        /** In no network with a name of its own. */
        public Run(
                ContainerState state,
                Health health,
                Optional<Instant> startedAt,
                OptionalInt exitCode,
                List<PublishedPort> ports) {
            this(state, health, startedAt, exitCode, ports, Map.of());
        }

        /** Of which no more is known. */
        public static Run of(ContainerState state, Health health) {
            return new Run(state, health, Optional.empty(), OptionalInt.empty(), List.of());
        }
    }
}
