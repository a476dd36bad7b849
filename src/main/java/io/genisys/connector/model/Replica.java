package io.genisys.connector.model;

import java.util.Objects;
import java.util.Optional;

/** A container of a service, and the host that it is on. */
public record Replica(HostName host, Container container) {
    public Replica {
        Objects.requireNonNull(host);
        Objects.requireNonNull(container);
    }

    public String id() {
        return container.id();
    }

    /** Whether it carries our labels; else it was only found. */
    public boolean isOurs() {
        return container.claim() instanceof Claim.Ours;
    }

    /** Which of the service's containers it is; empty if it was only found. */
    public Optional<Integer> slot() {
        return container.claim() instanceof Claim.Ours ours ? Optional.of(ours.slot()) : Optional.empty();
    }
}
