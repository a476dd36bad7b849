package io.genisys.connector.reconcile;

import io.genisys.connector.catalog.Entry;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.Editions;
import io.genisys.connector.model.Replica;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a version of a service replaces, if it is to replace anything by itself: its definition says how, and it makes
 * other containers than the version before it. Versions that make the same containers are one. Of a restart and a
 * rollback it is kept from the first moment.
 *
 * @param target the current one
 * @param others those before it that make other containers, the oldest first
 */
record UpdateOrigin(DefinitionVersion target, List<DefinitionVersion> others, boolean isTargetProven) {
    /** Of what is to be replaced since its definition says so. */
    static Optional<UpdateOrigin> of(Entry entry) {
        DefinitionVersion target = entry.current();
        DefinitionVersion first = target;
        List<DefinitionVersion> past = entry.past();
        int i = past.size() - 1;
        while (i >= 0 && past.get(i).makesTheSame(target)) {
            first = past.get(i);
            i--;
        }
        return first.definition().details().has(Detail.UPDATE_CONFIG) ? asked(entry) : Optional.empty();
    }

    /** Of what a caller may have replaced. */
    static Optional<UpdateOrigin> asked(Entry entry) {
        DefinitionVersion target = entry.current();
        List<DefinitionVersion> others = entry.past().stream()
                .filter(version -> !version.makesTheSame(target))
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(new UpdateOrigin(target, others, isProven(entry)));
    }

    /** Whether a container as the current version makes them was good, by whichever version it was made. */
    static boolean isProven(Entry entry) {
        DefinitionVersion current = entry.current();
        return current.isProven()
                || entry.past().stream().anyMatch(version -> version.isProven() && version.makesTheSame(current));
    }

    /**
     * The newest proven one; or else the newest one of which containers are there, ready ones first. If there are none,
     * the one before.
     */
    DefinitionVersion from(List<Replica> there, Editions editions) {
        return newest(DefinitionVersion::isProven)
                .or(() -> newest(version -> there.stream()
                        .anyMatch(replica -> replica.container().isReady() && isOf(replica, version, editions))))
                .or(() -> newest(version -> there.stream().anyMatch(replica -> isOf(replica, version, editions))))
                .orElseGet(() -> others.get(others.size() - 1));
    }

    private Optional<DefinitionVersion> newest(Predicate<DefinitionVersion> which) {
        return others.stream().filter(which).reduce((older, newer) -> newer);
    }

    private static boolean isOf(Replica replica, DefinitionVersion version, Editions editions) {
        return replica.container().claim() instanceof Claim.Ours ours
                && !editions.of(version).isOlder(ours.definition());
    }
}
