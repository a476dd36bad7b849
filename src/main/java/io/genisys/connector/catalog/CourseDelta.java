package io.genisys.connector.catalog;

import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.VersionFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes one {@link Course} of another. What is empty stays as it is.
 *
 * @param current put in place of what was known
 * @param past versions before the current one, put new or in place of what was there
 * @param dropped versions that are no longer kept
 * @param update put in place of the one that was there
 * @param isWithoutUpdate true if there is none any more
 */
record CourseDelta(
        Optional<VersionFacts> current,
        Optional<List<Past>> past,
        Optional<Set<Long>> dropped,
        Optional<ServiceUpdate> update,
        Optional<Boolean> isWithoutUpdate) {
    /** @param definition empty: the one that the version with that number has already */
    record Past(long version, Optional<ServiceDefinition> definition, VersionFacts facts) {}

    /** @return empty if they are the same */
    static Optional<CourseDelta> between(Course before, Course after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        List<Past> put = after.past().stream()
                .filter(version -> !before.past().contains(version))
                .map(version -> put(before, version))
                .toList();
        Set<Long> gone = numbers(before);
        gone.removeAll(numbers(after));
        return Optional.of(new CourseDelta(
                Optional.of(after.current()).filter(facts -> !facts.equals(before.current())),
                Optional.of(put).filter(list -> !list.isEmpty()),
                Optional.of(gone).filter(numbers -> !numbers.isEmpty()),
                after.update().filter(update -> !before.update().equals(Optional.of(update))),
                Optional.of(true)
                        .filter(yes ->
                                after.update().isEmpty() && before.update().isPresent())));
    }

    private static Past put(Course before, DefinitionVersion version) {
        boolean isKnown = before.past().stream()
                .anyMatch(known -> known.version() == version.version()
                        && known.definition().equals(version.definition()));
        return new Past(
                version.version(), isKnown ? Optional.empty() : Optional.of(version.definition()), version.facts());
    }

    private static Set<Long> numbers(Course of) {
        return of.past().stream().map(DefinitionVersion::version).collect(Collectors.toCollection(TreeSet::new));
    }

    Course applied(Course before) {
        Course course = past.isEmpty() && dropped.isEmpty() ? before : changed(before);
        course = current.map(course::current).orElse(course);
        course = update.isPresent() ? course.update(update) : course;
        return isWithoutUpdate.isPresent() ? course.update(Optional.empty()) : course;
    }

    private Course changed(Course before) {
        List<Past> put = past.orElse(List.of());
        Set<Long> replaced = put.stream().map(Past::version).collect(Collectors.toSet());
        replaced.addAll(dropped.orElse(Set.of()));
        List<DefinitionVersion> all = Stream.concat(
                        before.past().stream().filter(version -> !replaced.contains(version.version())),
                        put.stream().flatMap(one -> read(one, before)))
                .sorted(Comparator.comparingLong(DefinitionVersion::version))
                .toList();
        return Course.of(before.current(), all).update(before.update());
    }

    /** None if its definition is neither here nor there. */
    private static Stream<DefinitionVersion> read(Past one, Course before) {
        return one
                .definition()
                .or(() -> before.past().stream()
                        .filter(known -> known.version() == one.version())
                        .map(DefinitionVersion::definition)
                        .findFirst())
                .map(definition -> new DefinitionVersion(one.version(), definition, one.facts()))
                .stream();
    }
}
