package io.genisys.connector.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How the engine of a host is.
 *
 * @param at when it last answered; the epoch if it never did
 * @param eventsAt when its stream of events last gave a sign of life, which is when it was opened, or its last event;
 *     the epoch if there never was one. A stream may be quiet and well; one that died unseen gets old
 * @param version such as {@code 20.10.24}; empty if it never answered
 * @param facts what it offers; a sender of an earlier release says nothing of that
 * @param lastError why it does not answer, or, if it does, is not driven as it should be; empty if all is well
 */
public record EngineStatus(
        HostCondition condition,
        Instant at,
        Instant eventsAt,
        Optional<String> version,
        Optional<Failure> lastError,
        EngineFacts facts) {
    /** It has not been asked yet. */
    public static final EngineStatus UNHEARD = new EngineStatus(
            HostCondition.UNREACHABLE, Instant.EPOCH, Instant.EPOCH, Optional.empty(), Optional.empty());

    public EngineStatus {
        Objects.requireNonNull(condition);
        Objects.requireNonNull(at);
        Objects.requireNonNull(eventsAt);
        Objects.requireNonNull(version);
        Objects.requireNonNull(lastError);
        facts = facts == null ? EngineFacts.UNKNOWN : facts;
    }

    /** Of an engine that has not said what it offers. */
    public EngineStatus(
            HostCondition condition,
            Instant at,
            Instant eventsAt,
            Optional<String> version,
            Optional<Failure> lastError) {
        this(condition, at, eventsAt, version, lastError, EngineFacts.UNKNOWN);
    }

    /** It offers that. */
    public EngineStatus offering(EngineFacts now) {
        return new EngineStatus(condition, at, eventsAt, version, lastError, now);
    }

    /** Whether it has answered at least once. */
    public boolean isKnown() {
        return !at.equals(Instant.EPOCH);
    }

    /** Whether a stream of events was ever open. */
    public boolean hasEvents() {
        return !eventsAt.equals(Instant.EPOCH);
    }

    /** The same by a clock that is so far ahead of the one before. */
    EngineStatus movedBy(Duration ahead) {
        return new EngineStatus(
                condition,
                isKnown() ? at.plus(ahead) : at,
                hasEvents() ? eventsAt.plus(ahead) : eventsAt,
                version,
                lastError,
                facts);
    }

    public EngineStatus answered(Instant when) {
        return new EngineStatus(condition, when, eventsAt, version, lastError, facts);
    }

    public EngineStatus toldEvents(Instant when) {
        return new EngineStatus(condition, at, when, version, lastError, facts);
    }

    /** It answers as it should, but for the objection. */
    public EngineStatus ready(String now, Optional<Failure> objection) {
        return new EngineStatus(HostCondition.READY, at, eventsAt, Optional.of(now), objection, facts);
    }

    public EngineStatus in(HostCondition other) {
        return new EngineStatus(other, at, eventsAt, version, lastError, facts);
    }

    public EngineStatus in(HostCondition other, Optional<Failure> why) {
        return new EngineStatus(other, at, eventsAt, version, why, facts);
    }
}
