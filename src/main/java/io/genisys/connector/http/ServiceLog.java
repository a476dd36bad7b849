package io.genisys.connector.http;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.HostClient;
import io.genisys.connector.bus.LogTail;
import io.genisys.connector.model.LogRange;
import io.genisys.connector.model.Replica;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The logs of a service's containers as one, read one container after the other: what has been read already is not read
 * again. Used from one context only.
 */
final class ServiceLog {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HostClient hosts;
    /** By the id of a container, the time of the newest line that was read. */
    private final Map<String, Instant> read = new HashMap<>();

    ServiceLog(HostClient hosts) {
        this.hosts = hosts;
    }

    /** @param most lines, the newest ones, by time; what could not be read is said in a line that begins with # */
    Future<Buffer> next(List<Replica> replicas, int most) {
        List<LogLine> lines = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Future<?> done = Future.succeededFuture();
        for (Replica replica : replicas) {
            done = done.compose(before -> read(replica, Math.max(1, most))
                    .onSuccess(new Newest(lines, most)::add)
                    .onFailure(error -> notes.add(
                            "# " + replica.host() + "/" + replica.container().name() + ": "
                                    + Failures.of(error).message()))
                    .otherwise(List.of()));
        }
        return done.map(all -> text(lines, notes));
    }

    private Future<List<LogLine>> read(Replica replica, int most) {
        Optional<Instant> since = Optional.ofNullable(read.get(replica.id()));
        return hosts.log(replica.host(), new LogRange(replica.id(), most, since), TIMEOUT)
                .map(tail -> unread(replica, tail, since));
    }

    private List<LogLine> unread(Replica replica, LogTail tail, Optional<Instant> since) {
        List<LogLine> lines = tail.lines().stream()
                .flatMap(line -> LogLine.of(replica, line).stream())
                .filter(line -> since.isEmpty() || line.time().isAfter(since.get()))
                .toList();
        lines.stream().max(LogLine::compareTo).ifPresent(last -> read.put(replica.id(), last.time()));
        read.putIfAbsent(replica.id(), Instant.EPOCH);
        return lines;
    }

    private static Buffer text(List<LogLine> lines, List<String> notes) {
        Buffer text = Buffer.buffer();
        notes.forEach(note -> text.appendString(note).appendByte((byte) '\n'));
        lines.forEach(line -> text.appendString(line.text()).appendByte((byte) '\n'));
        return text;
    }

    /** The newest lines, in order, of whichever were read so far. */
    private record Newest(List<LogLine> lines, int most) {
        void add(List<LogLine> more) {
            lines.addAll(more);
            lines.sort(null);
            if (lines.size() > most) {
                lines.subList(0, lines.size() - most).clear();
            }
        }
    }
}
