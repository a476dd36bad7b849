package io.genisys.connector.catalog;

import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.VersionFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a service went through.
 *
 * @param current what is known of the current version
 * @param past the versions before it, the oldest first
 * @param pastWeight bytes of the heap that these take
 * @param update of its containers, the one in flight or the last one; empty if there was none for the current version
 */
public record Course(
        VersionFacts current, List<DefinitionVersion> past, long pastWeight, Optional<ServiceUpdate> update) {
    /** Of versions, the current one among them. */
    public static final int MOST_VERSIONS = 10;

    static final Course NONE = new Course(VersionFacts.UNKNOWN, List.of(), 0, Optional.empty());

    public Course {
        past = List.copyOf(past);
    }

    static Course of(VersionFacts current, List<DefinitionVersion> past) {
        return new Course(current, past, past.stream().mapToLong(Course::weight).sum(), Optional.empty());
    }

    private static long weight(DefinitionVersion version) {
        return Load.of(version.definition()) + version.facts().weight();
    }

    /** Bytes of the heap that all of it takes beside the current definition. */
    long weight() {
        return current.weight() + pastWeight;
    }

    /**
     * As it is once another version took the place of the current one, about which nothing is known yet. Each node of a
     * cluster does so by itself, and comes to the same.
     */
    Course followed(Wanted current) {
        DefinitionVersion last = new DefinitionVersion(current.version(), current.definition(), this.current);
        List<DefinitionVersion> all = new ArrayList<>(past);
        all.add(last);
        Course next = new Course(VersionFacts.UNKNOWN, all, pastWeight + weight(last), Optional.empty());
        return all.size() < MOST_VERSIONS ? next : next.withoutOldest().orElse(next);
    }

    /**
     * Without the oldest version: first of those whose definition a later one has too, such as after a restart. The
     * newest proven one stays. Empty if there is no other.
     */
    Optional<Course> withoutOldest() {
        Optional<DefinitionVersion> kept = newestProven();
        List<DefinitionVersion> others = past.stream()
                .filter(version -> !kept.equals(Optional.of(version)))
                .toList();
        return others.stream()
                .filter(this::isRepeated)
                .findFirst()
                .or(() -> others.stream().findFirst())
                .map(oldest -> without(List.of(oldest.version())));
    }

    /** Without the failure of the current version; empty if there is none. */
    Optional<Course> forgiven() {
        return current.failure().map(known -> current(current.forgiven()));
    }

    /** Without the versions before the current one; empty if there are none. */
    Optional<Course> withoutAny() {
        return past.isEmpty() ? Optional.empty() : Optional.of(new Course(current, List.of(), 0, update));
    }

    private boolean isRepeated(DefinitionVersion version) {
        return past.stream()
                .anyMatch(later -> later.version() > version.version()
                        && later.definition().equals(version.definition()));
    }

    private Optional<DefinitionVersion> newestProven() {
        return past.stream().filter(DefinitionVersion::isProven).reduce((older, newer) -> newer);
    }

    /** Without the versions with these numbers. */
    Course without(Collection<Long> versions) {
        List<DefinitionVersion> gone =
                past.stream().filter(v -> versions.contains(v.version())).toList();
        List<DefinitionVersion> left =
                past.stream().filter(v -> !gone.contains(v)).toList();
        long lost = gone.stream().mapToLong(Course::weight).sum();
        return new Course(current, left, pastWeight - lost, update);
    }

    Course current(VersionFacts next) {
        return new Course(next, past, pastWeight, update);
    }

    Course update(Optional<ServiceUpdate> next) {
        return new Course(current, past, pastWeight, next);
    }

    /** With other facts of a version before the current one. */
    Course past(long version, UnaryOperator<VersionFacts> change) {
        List<DefinitionVersion> next = past.stream()
                .map(v -> v.version() == version ? v.with(change.apply(v.facts())) : v)
                .toList();
        return new Course(current, next, pastWeight + factsWeight(next) - factsWeight(past), update);
    }

    private static long factsWeight(List<DefinitionVersion> versions) {
        return versions.stream().mapToLong(v -> v.facts().weight()).sum();
    }

    /** Whether the versions before the current one are these, their numbers aside. */
    boolean hasPast(List<DefinitionVersion> other) {
        return unnumbered(past).equals(unnumbered(other));
    }

    private static List<DefinitionVersion> unnumbered(List<DefinitionVersion> versions) {
        return versions.stream()
                .map(v -> new DefinitionVersion(0, v.definition(), v.facts().first()))
                .toList();
    }
}
