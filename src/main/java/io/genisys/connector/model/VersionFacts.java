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
 */
public record VersionFacts(
        Optional<Instant> at,
        Optional<String> by,
        OptionalLong again,
        Fate fate,
        Optional<String> restart,
        Optional<ImagePin> pin) {
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
    }

    public static VersionFacts of(Authorship author) {
        return new VersionFacts(
                author.at(), author.by(), OptionalLong.empty(), Fate.NEW, Optional.empty(), Optional.empty());
    }

    /** Of its containers. */
    public Variant variant() {
        return new Variant(restart, pin);
    }

    /** The same by another author: what containers are made from, and what became of them, goes on. */
    public VersionFacts by(Authorship author) {
        return new VersionFacts(author.at(), author.by(), OptionalLong.empty(), fate, restart, pin);
    }

    public VersionFacts fate(Fate other) {
        return new VersionFacts(at, by, again, other, restart, pin);
    }

    /** The definition is that of this version, once more. */
    public VersionFacts again(long version) {
        return new VersionFacts(at, by, OptionalLong.of(version), fate, restart, pin);
    }

    /** The definition is that of no version that is still known. */
    public VersionFacts first() {
        return again.isEmpty() ? this : new VersionFacts(at, by, OptionalLong.empty(), fate, restart, pin);
    }

    /** All containers are to be made once more, from an image that is yet to be pulled. */
    public VersionFacts restarted(String mark) {
        return new VersionFacts(at, by, again, Fate.NEW, Optional.of(mark), Optional.empty());
    }

    public VersionFacts pinned(ImagePin to) {
        return new VersionFacts(at, by, again, fate, restart, Optional.of(to));
    }
}
