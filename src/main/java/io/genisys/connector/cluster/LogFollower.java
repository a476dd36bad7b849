package io.genisys.connector.cluster;

import io.genisys.connector.catalog.SharedLog;
import io.genisys.connector.cluster.Coordination.Znode;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Reads the log on, and tells the follower each entry once, in order. */
final class LogFollower {
    /** Entries that are read at once. */
    private static final int CHUNK = 32;
    /** A base that is gone was replaced: the head names the next one. */
    private static final int ATTEMPTS = 10;

    private final Coordination coordination;
    private final Parts parts;
    private final SharedLog.Follower follower;
    private Future<Void> reading = Future.succeededFuture();
    private boolean isNextAsked;
    private Head head;
    private int version = -1;
    private long last;
    private long bytesSinceBase;
    private String change = "";
    private boolean isChangeTold;
    private volatile Optional<Failure> unreadable = Optional.empty();

    LogFollower(Coordination coordination, Parts parts, SharedLog.Follower follower) {
        this.coordination = coordination;
        this.parts = parts;
        this.follower = follower;
    }

    /** The newest head that was seen. */
    Head head() {
        return head;
    }

    /** Of the newest head. */
    int version() {
        return version;
    }

    /** The entry that was told last. */
    long last() {
        return last;
    }

    long bytesSinceBase() {
        return bytesSinceBase;
    }

    /** Why the log cannot be followed, if so. */
    Optional<Failure> unreadable() {
        return unreadable;
    }

    /** From now on looks out for this change. */
    void expect(String next) {
        change = next;
        isChangeTold = false;
    }

    /** Whether the expected change is in the log. */
    boolean isExpectedTold() {
        return isChangeTold;
    }

    /** Once it succeeds, all was told that could be read when it was called. */
    Future<Void> readOn() {
        if (!isNextAsked) {
            isNextAsked = true;
            reading = reading.transform(before -> {
                isNextAsked = false;
                return read(ATTEMPTS);
            });
        }
        return reading;
    }

    private Future<Void> read(int attempts) {
        if (unreadable.isPresent()) {
            return Future.failedFuture(new FailureException(unreadable.get()));
        }
        return coordination.read(Head.PATH).compose(found -> {
            see(found);
            if (head == null) {
                return Future.failedFuture(new IllegalStateException("there is no log"));
            }
            if (!head.isReadable()) {
                return Future.failedFuture(stop("the cluster's log", "it needs protocol " + head.needs()));
            }
            Future<Boolean> read = last < head.base().entry() ? base() : chunk();
            return read.compose(isComplete -> {
                if (isComplete) {
                    return last < head.last() ? read(attempts) : Future.succeededFuture();
                }
                return attempts > 0
                        ? read(attempts - 1)
                        : Future.failedFuture(new IllegalStateException("the log is not complete"));
            });
        });
    }

    private void see(Optional<Znode> found) {
        found.filter(znode -> znode.version() > version).ifPresent(znode -> see(head(znode), znode.version()));
    }

    private Head head(Znode znode) {
        try {
            return ModelJson.read(znode.data().getBytes(), Head.class);
        } catch (IllegalArgumentException e) {
            throw stop("the cluster's log", e.getMessage());
        }
    }

    /** A head that was read, or written by this node. */
    void see(Head next, int nextVersion) {
        if (nextVersion > version) {
            if (head != null && !next.base().equals(head.base())) {
                bytesSinceBase = 0;
            }
            head = next;
            version = nextVersion;
        }
    }

    /** @return false if it is not there any more */
    private Future<Boolean> base() {
        Head.Base base = head.base();
        return parts.read(base.where()).map(bytes -> {
            if (bytes.isPresent() && last < base.entry()) {
                tell(base.entry(), () -> follower.base(bytes.get().getBytes()));
                last = base.entry();
            }
            return bytes.isPresent();
        });
    }

    private Future<Boolean> chunk() {
        List<Long> numbers = LongStream.rangeClosed(last + 1, Math.min(head.last(), last + CHUNK))
                .boxed()
                .toList();
        List<Future<Optional<Read>>> entries = numbers.stream().map(this::entry).toList();
        return Future.all(entries).map(done -> {
            for (int i = 0; i < numbers.size(); i++) {
                Optional<Read> read = entries.get(i).result();
                if (read.isEmpty()) {
                    return false;
                }
                next(numbers.get(i), read.get().change(), read.get().record());
            }
            return true;
        });
    }

    private record Read(String change, Buffer record) {}

    private Future<Optional<Read>> entry(long number) {
        return coordination.read(LogEntry.path(number)).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            LogEntry.Written written = written(number, found.get());
            return written.entry()
                    .place()
                    .map(parts::read)
                    .orElseGet(() -> Future.succeededFuture(Optional.of(written.inline())))
                    .map(record -> record.map(bytes -> new Read(written.entry().change(), bytes)));
        });
    }

    private LogEntry.Written written(long number, Znode znode) {
        try {
            return LogEntry.read(znode.data());
        } catch (IllegalArgumentException e) {
            throw stop(number, e);
        }
    }

    /** Tells that entry, unless it was told already. */
    void next(long number, String of, Buffer record) {
        if (number != last + 1) {
            return;
        }
        tell(number, () -> follower.next(record.getBytes()));
        last = number;
        bytesSinceBase += record.length();
        isChangeTold |= of.equals(change);
    }

    private void tell(long number, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            throw stop(number, e);
        }
    }

    /** To pass it over would make another catalog of it than that of the other nodes. */
    private FailureException stop(long number, RuntimeException why) {
        FailureException stopped = stop("entry " + number + " of the cluster's log", why.getMessage());
        stopped.initCause(why);
        return stopped;
    }

    private FailureException stop(String what, String why) {
        unreadable = Optional.of(new Failure(
                FailureKind.STORE_UNAVAILABLE,
                what + " cannot be read by this release (" + why + "): update this node"));
        return new FailureException(unreadable.get());
    }
}
