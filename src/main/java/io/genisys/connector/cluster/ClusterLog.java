package io.genisys.connector.cluster;

import io.genisys.connector.catalog.Floor;
import io.genisys.connector.catalog.SharedLog;
import io.genisys.connector.cluster.Coordination.Step;
import io.genisys.connector.cluster.Head.Base;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.json.ModelJson.Written;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Protocol;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log in {@link Coordination}: {@code /head} says which entry is the last, and is changed by compare-and-set only;
 * {@code /log/<number>} are the entries. Who adds an entry and finds that the log has grown writes a new base, and
 * removes what is before it.
 */
public final class ClusterLog implements SharedLog {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterLog.class);
    /** A head that is changed by others all the time: an answer comes in any case. */
    private static final int ATTEMPTS = 100;

    private final Coordination coordination;
    private final Lane lane;
    private final LogSettings settings;
    private final Supplier<String> ids;
    private final boolean isMaker;
    private final Parts parts;
    private LogFollower log;
    private Follower follower;
    private boolean isRebasing;
    private final Severance severance;

    /**
     * @param ids each of which differs from all others, also of other nodes; letters and digits
     * @param isMaker whether it makes the log if there is none; else it waits until another node has
     */
    public ClusterLog(
            Coordination coordination, Lane lane, LogSettings settings, Supplier<String> ids, boolean isMaker) {
        this.coordination = coordination;
        this.lane = lane;
        this.settings = settings;
        this.ids = ids;
        this.isMaker = isMaker;
        this.parts = new Parts(coordination);
        this.severance = new Severance(coordination, settings.clock());
    }

    @Override
    public Executor lane() {
        return lane;
    }

    @Override
    public long last() {
        return log.last();
    }

    @Override
    public Optional<Failure> refusal() {
        return log.unreadable().or(() -> severance
                .since()
                .filter(since -> !settings.clock().instant().isBefore(since.plus(settings.patience())))
                .map(since ->
                        new Failure(FailureKind.NO_QUORUM, "this node has no connection to a quorum of the cluster")));
    }

    @Override
    public Future<Boolean> open(Follower next, Written first, String print) {
        follower = next;
        log = new LogFollower(coordination, parts, next);
        return made(first, new Origin(settings.node(), print))
                .compose(isOurs -> log.readOn().map(isOurs))
                .recover(error -> CoordinationException.isOfConnection(error)
                        ? later(() -> open(next, first, print))
                        : Future.failedFuture(error))
                .onSuccess(isOurs -> coordination.watch(Head.PATH, this::changed));
    }

    private <T> Future<T> later(Supplier<Future<T>> what) {
        return Later.after(lane, settings.pause(), what);
    }

    /** Makes it if there is none. Whether this node did is known by what it was made from. */
    private Future<Boolean> made(Written first, Origin ours) {
        return coordination
                .sync()
                .compose(synced -> coordination.read(Origin.PATH))
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(
                                ours.equals(ModelJson.read(found.get().data().getBytes(), Origin.class)))
                        : isMaker
                                ? make(ours, first).compose(made -> made(first, ours))
                                : later(() -> made(first, ours)));
    }

    private Future<Void> make(Origin origin, Written first) {
        return folders(List.of(Parts.PATH, LogEntry.PATH))
                .compose(there -> parts.write("1-" + ids.get(), Buffer.buffer(first.bytes()), patience()))
                .compose(place -> coordination.change(List.of(
                        new Step.Create(Origin.PATH, json(origin)),
                        new Step.Create(Head.PATH, json(new Head(1, new Base(1, place), first.needed()))))))
                .recover(ClusterLog::unlessConflict);
    }

    private Future<Void> folders(List<String> paths) {
        Future<Void> made = Future.succeededFuture();
        for (String path : paths) {
            made = made.compose(before -> coordination
                    .change(List.of(new Step.Create(path, Buffer.buffer())))
                    .recover(ClusterLog::unlessConflict));
        }
        return made;
    }

    private static Future<Void> unlessConflict(Throwable error) {
        return CoordinationException.isConflict(error) ? Future.succeededFuture() : Future.failedFuture(error);
    }

    private void changed() {
        log.readOn().onFailure(error -> {
            if (!CoordinationException.isOfConnection(error)) {
                LOG.error("The log of the cluster cannot be followed: {}", error.getMessage());
            }
        });
    }

    @Override
    public Future<Void> upToDate() {
        return upToDate(patience());
    }

    private Future<Void> upToDate(Patience patience) {
        return patience.repeat(() -> coordination.sync().compose(synced -> log.readOn()));
    }

    private Patience patience() {
        return new Patience(coordination, lane, settings, severance.since().orElseGet(() -> settings.clock()
                .instant()));
    }

    @Override
    public Floor floor() {
        Head head = log == null ? null : log.head();
        return settings.oldest().get().atLeast(head == null ? Protocol.FIRST : head.needs());
    }

    @Override
    public Future<Boolean> append(long after, Written written, OptionalInt epoch) {
        Buffer record = Buffer.buffer(written.bytes());
        Attempt attempt = new Attempt(after, new LogEntry(ids.get(), settings.node()), record, written.needed(), epoch);
        Patience patience = patience();
        log.expect(attempt.entry().change());
        if (record.length() <= Parts.LARGEST) {
            return append(attempt, patience, ATTEMPTS);
        }
        return parts.write(attempt.number() + "-" + attempt.entry().change(), record, patience)
                .compose(place -> append(attempt.in(place), patience, ATTEMPTS));
    }

    private record Attempt(long after, LogEntry entry, Buffer record, int needed, OptionalInt epoch) {
        long number() {
            return after + 1;
        }

        Attempt in(Parts.Place place) {
            return new Attempt(after, entry.in(place), record, needed, epoch);
        }

        Buffer inline() {
            return entry.place().isPresent() ? Buffer.buffer() : record;
        }
    }

    private Future<Boolean> append(Attempt attempt, Patience patience, int attempts) {
        if (log.isExpectedTold()) {
            return Future.succeededFuture(true);
        }
        if (log.last() != attempt.after() || log.head().last() != attempt.after() || attempts == 0) {
            return upToDate(patience).map(read -> log.isExpectedTold());
        }
        Head next = log.head().next(attempt.needed());
        int version = log.version();
        return patience.repeat(() -> change(attempt, next, version, patience))
                .map(made -> told(attempt, next, version + 1))
                .recover(error -> CoordinationException.isConflict(error)
                        ? upToDate(patience)
                                .compose(read -> checkEpoch(attempt, patience))
                                .compose(checked -> append(attempt, patience, attempts - 1))
                        : Future.failedFuture(error));
    }

    private Future<Void> change(Attempt attempt, Head next, int version, Patience patience) {
        List<Step> steps = new ArrayList<>();
        attempt.epoch().ifPresent(epoch -> steps.add(new Step.Check(Epoch.PATH, epoch)));
        steps.add(new Step.Put(Head.PATH, json(next), version));
        steps.add(
                new Step.Create(LogEntry.path(attempt.number()), attempt.entry().write(attempt.inline())));
        return coordination.change(steps).onFailure(error -> {
            if (CoordinationException.isUnknown(error)) {
                patience.sent();
            }
        });
    }

    private boolean told(Attempt attempt, Head next, int version) {
        log.see(next, version);
        log.next(attempt.number(), attempt.entry().change(), attempt.record());
        if (isLong()) {
            rebase();
        }
        return true;
    }

    /** The leader's own changes need its epoch: one that is no leader any more, and does not know, changes nothing. */
    private Future<Void> checkEpoch(Attempt attempt, Patience patience) {
        if (attempt.epoch().isEmpty() || log.isExpectedTold()) {
            return Future.succeededFuture();
        }
        return patience.repeat(() -> coordination.read(Epoch.PATH)).compose(found -> {
            boolean isOurs = found.isPresent()
                    && found.get().version() == attempt.epoch().getAsInt();
            return isOurs
                    ? Future.succeededFuture()
                    : Future.failedFuture(new FailureException(
                            FailureKind.CONFLICT, "another node leads the cluster by now: nothing was changed"));
        });
    }

    private static Buffer json(Record value) {
        return Buffer.buffer(ModelJson.write(value));
    }

    private boolean isLong() {
        return log.last() - log.head().base().entry() >= settings.longest() || isLarge();
    }

    private boolean isLarge() {
        return log.bytesSinceBase() >= settings.largest();
    }

    private void rebase() {
        if (isRebasing) {
            return;
        }
        isRebasing = true;
        long entry = log.last();
        long trimmed = isLarge() ? entry + 1 : entry + 1 - settings.left();
        parts.write(
                        entry + "-" + ids.get(),
                        Buffer.buffer(follower.whole(Math.max(log.head().needs(), Protocol.FIRST))
                                .bytes()),
                        patience())
                .compose(place -> install(new Base(entry, place), ATTEMPTS))
                .compose(base -> trim(base, trimmed))
                .onFailure(error -> LOG.warn("The log of the cluster was not shortened: {}", error.getMessage()))
                .onComplete(done -> isRebasing = false);
    }

    private Future<Base> install(Base base, int attempts) {
        Head next = log.head().on(base);
        int version = log.version();
        if (log.head().base().entry() >= base.entry() || attempts == 0) {
            return Future.failedFuture(new IllegalStateException("another node was faster"));
        }
        return coordination
                .change(List.of(new Step.Put(Head.PATH, json(next), version)))
                .map(made -> {
                    log.see(next, version + 1);
                    return base;
                })
                .recover(error -> CoordinationException.isConflict(error)
                        ? upToDate().compose(read -> install(base, attempts - 1))
                        : Future.failedFuture(error));
    }

    private Future<Void> trim(Base base, long before) {
        return coordination
                .children(LogEntry.PATH)
                .compose(names -> Future.join(names.stream()
                        .map(LogEntry::number)
                        .filter(number -> number < before)
                        .map(number -> coordination.change(List.of(new Step.Delete(LogEntry.path(number)))))
                        .toList()))
                .compose(removed -> parts.trim(before, base.where()));
    }
}
