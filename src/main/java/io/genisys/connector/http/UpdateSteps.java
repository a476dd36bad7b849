package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.ServiceUpdate.Progress;
import io.genisys.connector.model.UpdateState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;

/**
 * What callers do about the update of a service, as a change of the catalog, from which the reconciler goes on. A step
 * that makes no sense is refused with CONFLICT, at the very moment of the change.
 *
 * @param now by the clock of the machine
 */
record UpdateSteps(Catalog catalog, Authorship author, Instant now) {
    Future<Entry> carryOut(UpdateAction action, Entry entry, Precondition precondition) {
        return switch (action) {
            case START -> start(entry, precondition);
            case PAUSE -> pause(entry, precondition);
            case RESUME -> resume(entry, precondition);
            case RESTART -> catalog.restart(entry.service(), now.toString(), precondition, author);
        };
    }

    private Future<Entry> start(Entry entry, Precondition precondition) {
        return catalog.update(entry.service(), precondition, was -> {
            if (was.filter(UpdateSteps::isGoingOn).isPresent()) {
                throw conflict("an update of service " + entry.service() + " is under way");
            }
            return Optional.of(new ServiceUpdate(
                    from(entry), entry.version(), UpdateState.UPDATING, Progress.NONE, Optional.empty(), now, now));
        });
    }

    /** The version whose containers are replaced, 0 if none is kept. */
    private static long from(Entry entry) {
        DefinitionVersion current = entry.current();
        return entry.past().stream()
                .filter(version -> !version.makesTheSame(current))
                .reduce((older, newer) -> newer)
                .map(DefinitionVersion::version)
                .orElse(0L);
    }

    private Future<Entry> pause(Entry entry, Precondition precondition) {
        return catalog.update(
                entry.service(),
                precondition,
                was -> Optional.of(was.filter(UpdateSteps::isGoingOn)
                        .map(update -> in(
                                UpdateState.PAUSED,
                                update,
                                Optional.of("paused by " + author.by().orElse("a caller"))))
                        .orElseThrow(() -> conflict("no update of service " + entry.service() + " is under way"))));
    }

    private Future<Entry> resume(Entry entry, Precondition precondition) {
        UpdateState next = isRollback(entry) ? UpdateState.ROLLING_BACK : UpdateState.UPDATING;
        return catalog.update(
                entry.service(),
                precondition,
                was -> Optional.of(was.filter(update -> update.state() == UpdateState.PAUSED)
                        .map(update -> again(next, update))
                        .orElseThrow(() -> conflict("no update of service " + entry.service() + " is paused"))));
    }

    /** What failed before counts no more: else it would be paused again at once. */
    private ServiceUpdate again(UpdateState state, ServiceUpdate update) {
        Progress progress =
                new Progress(update.progress().replaced(), 0, update.progress().total());
        return new ServiceUpdate(update.from(), update.to(), state, progress, Optional.empty(), now, now);
    }

    /** It brings a version back that was there before. */
    private static boolean isRollback(Entry entry) {
        DefinitionVersion current = entry.current();
        return current.facts().again().stream()
                .mapToObj(entry::find)
                .flatMap(Optional::stream)
                .anyMatch(current::makesTheSame);
    }

    private ServiceUpdate in(UpdateState state, ServiceUpdate update, Optional<String> reason) {
        return new ServiceUpdate(update.from(), update.to(), state, update.progress(), reason, update.startedAt(), now);
    }

    private static boolean isGoingOn(ServiceUpdate update) {
        return update.state() == UpdateState.UPDATING || update.state() == UpdateState.ROLLING_BACK;
    }

    private static FailureException conflict(String message) {
        return new FailureException(FailureKind.CONFLICT, message);
    }
}
