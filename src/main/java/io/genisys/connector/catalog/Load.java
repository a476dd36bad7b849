package io.genisys.connector.catalog;

import io.genisys.connector.catalog.Catalog.Entry;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.Weight;
import java.util.Collection;
import java.util.Optional;

/** Holds what services weigh to what the heap bears. What is there already stays: only growth is refused. */
final class Load {
    /** Of services that were not weighed yet: they are when it is needed, which takes time for each of them. */
    static final long UNKNOWN = -1;

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

    /** @throws FailureException OVERLOADED if the definition in place of the old one is too much */
    void check(ServiceDefinition next, Optional<Entry> old) {
        long growth = of(next) - old.map(Load::of).orElse(0L);
        if (growth > 0 && weight() + growth > most) {
            throw tooMuch();
        }
        weight = weight() + growth;
    }

    /** @throws FailureException OVERLOADED if they are too much, and more than what is there */
    void checkAll(Collection<CatalogSnapshot.Service> all) {
        long next = all.stream()
                .map(CatalogSnapshot.Service::definition)
                .mapToLong(Load::of)
                .sum();
        if (next > most && next > weight()) {
            throw tooMuch();
        }
        weight = UNKNOWN;
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
        return of(entry.definition());
    }

    private static long of(ServiceDefinition definition) {
        return Weight.ofService(DefinitionForm.write(definition));
    }
}
