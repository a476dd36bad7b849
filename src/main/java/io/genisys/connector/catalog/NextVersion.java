package io.genisys.connector.catalog;

import io.genisys.connector.catalog.Catalog.RollBack;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.ServiceUpdate.Progress;
import io.genisys.connector.model.UpdateState;
import io.genisys.connector.model.VersionFacts;
import io.genisys.connector.model.VersionFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** What a service is at its next version, the number of which is given. */
final class NextVersion {
    private NextVersion() {}

    /** What is known goes on, and so does the update, if containers of the one count as those of the other. */
    static Entry defined(ServiceDefinition definition, long number, Optional<Entry> old, Authorship author) {
        Optional<Entry> same = old.filter(entry -> entry.definition().hash().equals(definition.hash()));
        VersionFacts facts =
                same.map(entry -> entry.course().current().by(author)).orElseGet(() -> VersionFacts.of(author));
        Entry next = old.map(entry -> entry.wanting(entry.wanted().version(number, definition)))
                .orElseGet(() -> new Entry(definition, number, OptionalInt.empty()))
                .known(facts);
        Optional<ServiceUpdate> update = same.flatMap(Entry::update).map(before -> before.to(number));
        return next.with(next.course().update(update));
    }

    static Entry restarted(Entry old, long number, String mark, Authorship author) {
        VersionFacts facts = VersionFacts.of(author).again(old.version()).restarted(mark);
        Entry next = old.wanting(old.wanted().version(number, old.definition())).known(facts);
        return updated(old, next, UpdateState.UPDATING, Optional.empty());
    }

    static Entry rolledBack(Entry old, long number, RollBack how, Authorship author) {
        DefinitionVersion back = back(old, how);
        VersionFacts facts = back.facts()
                .by(author)
                .again(back.version())
                .fate(back.isProven() ? Fate.PROVEN : Fate.NEW)
                .forgiven();
        Entry left = old.known(left(old.course().current().fate(how.left()), how));
        Entry next =
                left.wanting(old.wanted().version(number, back.definition())).known(facts);
        return updated(old, next, UpdateState.ROLLING_BACK, how.reason());
    }

    /** There may be nothing else that says why. */
    private static VersionFacts left(VersionFacts facts, RollBack how) {
        return how.reason()
                .map(why -> facts.failed(new VersionFailure(why, List.of())))
                .orElse(facts);
    }

    private static Entry updated(Entry old, Entry next, UpdateState state, Optional<String> reason) {
        Instant now = next.current().facts().at().orElse(Instant.EPOCH);
        ServiceUpdate update = new ServiceUpdate(old.version(), next.version(), state, Progress.NONE, reason, now, now);
        return next.with(next.course().update(Optional.of(update)));
    }

    private static DefinitionVersion back(Entry old, RollBack how) {
        if (how.version().isEmpty()) {
            return old.lastProven()
                    .orElseThrow(() -> conflict("no earlier version of service " + old.service()
                            + " was ever proven; name the version that is to come back"));
        }
        long version = how.version().getAsLong();
        if (version == old.version()) {
            throw conflict("version " + version + " of service " + old.service() + " is the current one");
        }
        return old.find(version)
                .orElseThrow(() -> new FailureException(
                        FailureKind.INVALID, "version " + version + " of service " + old.service() + " is not kept"));
    }

    private static FailureException conflict(String message) {
        return new FailureException(FailureKind.CONFLICT, message);
    }

    /**
     * As a document has it. If it says nothing of what was before, that stays, and what is there comes to it.
     *
     * @param last the number before the first one that is given
     */
    static Entry imported(CatalogSnapshot.Service service, long last, Optional<Entry> old, Authorship author) {
        return service.past().isEmpty()
                ? following(service, last + 1, old, author)
                : withItsPast(service, last, old, author);
    }

    private static Entry following(
            CatalogSnapshot.Service service, long number, Optional<Entry> old, Authorship author) {
        Entry next = defined(service.definition(), number, old, author);
        Entry known = service.facts().map(facts -> next.known(facts.first())).orElse(next);
        return known.with(known.course().update(Optional.empty()));
    }

    private static Entry withItsPast(
            CatalogSnapshot.Service service, long last, Optional<Entry> old, Authorship author) {
        Map<Long, Long> numbers = new HashMap<>();
        List<DefinitionVersion> past = new ArrayList<>();
        for (DefinitionVersion version : service.past()) {
            long number = last + 1 + past.size();
            past.add(new DefinitionVersion(number, version.definition(), renumbered(version.facts(), numbers)));
            numbers.put(version.version(), number);
        }
        VersionFacts facts = service.facts().orElseGet(() -> VersionFacts.of(author));
        long number = last + 1 + past.size();
        Wanted wanted = old.map(entry -> entry.wanted().version(number, service.definition()))
                .orElseGet(() -> new Wanted(service.definition(), number, OptionalInt.empty(), false));
        return new Entry(wanted, Course.of(renumbered(facts, numbers), past));
    }

    private static VersionFacts renumbered(VersionFacts facts, Map<Long, Long> numbers) {
        return facts.again().stream()
                .mapToObj(numbers::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(facts::again)
                .orElseGet(facts::first);
    }
}
