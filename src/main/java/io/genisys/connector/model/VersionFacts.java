package io.genisys.connector.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of one version of a definition.
 *
 * @param at when it became the current one; empty if it is not known
 * @param by who made it that, as {@link Authorship} says
 * @param again the version whose definition it is once more: after a restart, or a rollback to that one
 * @param restart what its containers carry as {@code io.genisys.restart}; empty if they carry none
 * @param pin the image that its containers are made from; empty: the tag decides at each pull
 * @param failure of an update to it; empty: none is known
 */
public record VersionFacts(
        Optional<Instant> at,
        Optional<String> by,
        OptionalLong again,
        Fate fate,
        Optional<String> restart,
        Optional<ImagePin> pin,
        Optional<VersionFailure> failure) {
    /** Of a version that an earlier release kept. */
    public static final VersionFacts UNKNOWN = of(Authorship.UNKNOWN);

    public VersionFacts {
        Objects.requireNonNull(at);
        Objects.requireNonNull(by);
        Objects.requireNonNull(again);
        // null: a document does not say
        fate = fate == null ? Fate.NEW : fate;
        Objects.requireNonNull(restart);
        Objects.requireNonNull(pin);
        Objects.requireNonNull(failure);
    }

    public static VersionFacts of(Authorship author) {
        return new VersionFacts(
                author.at(),
                author.by(),
                OptionalLong.empty(),
                Fate.NEW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Of its containers. */
    public Variant variant() {
        return new Variant(restart, pin);
    }

    /** The same by another author: what containers are made from, and what became of them, goes on. */
    public VersionFacts by(Authorship author) {
        return new VersionFacts(author.at(), author.by(), OptionalLong.empty(), fate, restart, pin, failure);
    }

    public VersionFacts fate(Fate other) {
        return new VersionFacts(at, by, again, other, restart, pin, failure);
    }

    /** The definition is that of this version, once more. */
    public VersionFacts again(long version) {
        return new VersionFacts(at, by, OptionalLong.of(version), fate, restart, pin, failure);
    }

    /** The definition is that of no version that is still known. */
    public VersionFacts first() {
        return again.isEmpty() ? this : new VersionFacts(at, by, OptionalLong.empty(), fate, restart, pin, failure);
    }

    /** All containers are to be made once more, from an image that is yet to be pulled. */
    public VersionFacts restarted(String mark) {
        return new VersionFacts(at, by, again, Fate.NEW, Optional.of(mark), Optional.empty(), Optional.empty());
    }

    public VersionFacts pinned(ImagePin to) {
        return new VersionFacts(at, by, again, fate, restart, Optional.of(to), failure);
    }

    /** One of its containers failed. The first failure of which there are log lines stands. */
    public VersionFacts failed(VersionFailure how) {
        boolean isToldBetter = failure.filter(
                        first -> !first.log().isEmpty() || how.log().isEmpty())
                .isPresent();
        return isToldBetter ? this : new VersionFacts(at, by, again, fate, restart, pin, Optional.of(how));
    }

    /** It gets another chance. */
    public VersionFacts forgiven() {
        return new VersionFacts(at, by, again, fate, restart, pin, Optional.empty());
    }

    /** Bytes of the heap that it takes beyond what each version does. */
    public long weight() {
        return failure.map(VersionFailure::weight).orElse(0L);
    }
}
