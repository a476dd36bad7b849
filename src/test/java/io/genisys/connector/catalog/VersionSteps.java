package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.service;

import io.genisys.connector.catalog.Catalog.RollBack;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.ServiceUpdate.Progress;
import io.genisys.connector.model.UpdateState;
import io.genisys.connector.model.VersionFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** Any changes of services, one after the other. */
final class VersionSteps {
    private static final List<String> NAMES = List.of("db", "web", "x");

    private VersionSteps() {}

    static void any(Draft draft, Random chance) {
        try {
            step(draft, chance);
        } catch (FailureException refused) {
            // leaves no trace
        }
    }

    private static void step(Draft draft, Random chance) {
        String name = NAMES.get(chance.nextInt(NAMES.size()));
        ServiceName service = new ServiceName(name);
        Authorship author = Authorship.of(Instant.ofEpochSecond(chance.nextInt(1_000_000)), "alice");
        long version = chance.nextInt(60);
        switch (chance.nextInt(15)) {
            case 0 -> draft.remove(service, Precondition.NONE, Set.of());
            case 1 -> draft.beginRemoval(service, Precondition.NONE);
            case 2 -> draft.endRemoval(service);
            case 3 -> draft.number(service, OptionalInt.of(chance.nextInt(5)));
            case 4 -> draft.restart(service, "r" + chance.nextInt(), Precondition.NONE, author);
            case 5, 6 ->
                draft.rollBack(
                        service,
                        new RollBack(OptionalLong.empty(), Fate.FAILED, Optional.of("bad")),
                        Precondition.NONE,
                        author);
            case 7 -> draft.update(service, Precondition.NONE, was -> update(author, version));
            case 8 -> draft.facts(service, version, facts -> facts.fate(Fate.PROVEN));
            case 12 -> draft.facts(service, version, facts -> facts.failed(new VersionFailure("w", List.of("x"))));
            case 9 ->
                draft.facts(
                        service, version, facts -> facts.pinned(ImagePin.of(new HostName("a"), "sha256:" + version)));
            case 10 -> draft.replaceAll(draft.state().snapshot(), author);
            case 11 -> draft.replaceAll(withoutVersions(draft.state().snapshot(), chance), author);
            default -> draft.put(service(name, chance.nextInt(4)), Precondition.NONE, author);
        }
    }

    private static CatalogSnapshot withoutVersions(CatalogSnapshot all, Random chance) {
        return all.with(all.services().stream()
                .map(old -> new CatalogSnapshot.Service(
                        service(old.definition().name().value(), chance.nextInt(4)), old.number()))
                .toList());
    }

    private static Optional<ServiceUpdate> update(Authorship author, long version) {
        Instant at = author.at().orElseThrow();
        return version % 4 == 0
                ? Optional.empty()
                : Optional.of(new ServiceUpdate(
                        version, version + 1, UpdateState.UPDATING, Progress.NONE, Optional.empty(), at, at));
    }
}
