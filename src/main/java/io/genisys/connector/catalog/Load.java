package io.genisys.connector.catalog;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.VersionFacts;
import io.genisys.connector.model.Weight;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Holds what services weigh to what the heap bears. What is there already stays: only growth is refused. */
final class Load {
    /** Of services that were not weighed yet: they are when it is needed, which takes time for each of them. */
    static final long UNKNOWN = -1;

    /** What is known of a service and goes if it is too much, the least useful first. */
    private static final List<Function<Course, Optional<Course>>> LIGHTER =
            List.of(Course::forgiven, Course::withoutOldest, Course::withoutAny);

    private final Collection<Entry> entries;
    private final long most;
    private long weight;

    /**
     * @param entries as they are at any time
     * @param weight of what is there, or {@link #UNKNOWN}
     */
    Load(Collection<Entry> entries, long most, long weight) {
        this.entries = entries;
        this.most = most;
        this.weight = weight;
    }

    /** Of what is there, or {@link #UNKNOWN}. */
    long knownWeight() {
        return weight;
    }

    /**
     * What takes the place of the old one: without its oldest versions if it is too much with them.
     *
     * @throws FailureException OVERLOADED if it is too much all the same
     */
    Entry fit(Entry next, Optional<Entry> old) {
        long before = old.map(Load::of).orElse(0L);
        Entry fitting = next;
        while (isTooMuch(of(fitting) - before)) {
            fitting = fitting.course().withoutOldest().map(fitting::with).orElseThrow(this::tooMuch);
        }
        weight = weight() + of(fitting) - before;
        return fitting;
    }

    private boolean isTooMuch(long growth) {
        return growth > 0 && weight() + growth > most;
    }

    /** @throws FailureException OVERLOADED if they are too much, and more than what is there */
    void checkAll(Collection<CatalogSnapshot.Service> all) {
        long next = all.stream()
                .flatMap(service -> Stream.concat(
                        Stream.of(service.definition()), service.past().stream().map(DefinitionVersion::definition)))
                .mapToLong(Load::of)
                .sum();
        next += all.stream()
                .flatMap(service -> Stream.concat(
                        service.facts().stream(), service.past().stream().map(DefinitionVersion::facts)))
                .mapToLong(VersionFacts::weight)
                .sum();
        if (next > most && next > weight()) {
            throw tooMuch();
        }
        weight = UNKNOWN;
    }

    /** Whether one that is there may have more that is known of it, by the same definition; if so it counts. */
    boolean bears(Entry old, Entry next) {
        long growth = next.course().weight() - old.course().weight();
        if (isTooMuch(growth)) {
            return false;
        }
        weight = weight == UNKNOWN ? UNKNOWN : weight + growth;
        return true;
    }

    /** What is left of those that are there: of one after the other less is known, as long as all is too much. */
    List<Entry> shed(List<Entry> there) {
        List<Entry> left = there;
        for (Function<Course, Optional<Course>> lighter : LIGHTER) {
            left = left.stream().map(entry -> shed(entry, lighter)).toList();
        }
        return left;
    }

    private Entry shed(Entry there, Function<Course, Optional<Course>> lighter) {
        Entry left = there;
        Optional<Course> next = lighter.apply(left.course());
        while (next.isPresent() && isTooMuch()) {
            weight -= left.course().weight() - next.get().weight();
            left = left.with(next.get());
            next = lighter.apply(left.course());
        }
        return left;
    }

    /** Once it goes. */
    void drop(Entry old) {
        weight = weight == UNKNOWN ? UNKNOWN : weight - of(old);
    }

    /** Whether what is there is more than is taken on. */
    boolean isTooMuch() {
        return weight() > most;
    }

    private long weight() {
        if (weight == UNKNOWN) {
            weight = entries.stream().mapToLong(Load::of).sum();
        }
        return weight;
    }

    private FailureException tooMuch() {
        return new FailureException(FailureKind.OVERLOADED, Weight.refusal(most));
    }

    static long of(Entry entry) {
        return of(entry.definition()) + entry.course().weight();
    }

    static long of(ServiceDefinition definition) {
        return Weight.ofService(DefinitionForm.write(definition));
    }
}
