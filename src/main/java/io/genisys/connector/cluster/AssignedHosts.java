package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Coordination.Session;
import io.genisys.connector.cluster.Coordination.Step;
import io.genisys.connector.cluster.Coordination.Znode;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Assigned;
import io.genisys.connector.model.HostName;
import io.genisys.connector.plan.Assignments;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hosts that the leader has assigned to this node, of those that several may drive. An assignment holds for as long
 * as this node has just read it: so two nodes never carry out orders on one host, also if one of them is cut off or
 * frozen. To be used on the {@link Lane} only, unless said otherwise.
 */
public final class AssignedHosts {
    static final String PATH = "/drivers";
    /** From when it was asked on, an answer holds for so long. */
    static final Duration LEASE = Duration.ofSeconds(3);
    /**
     * After that time no node holds what was withdrawn before it; a leader of the store that is over may lag so much.
     */
    static final Duration SAFE = LEASE.multipliedBy(2);

    private static final Logger LOG = LoggerFactory.getLogger(AssignedHosts.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Coordination coordination;
    private final Lane lane;
    private final String id;
    private final InstantSource clock;
    private volatile Seen seen = new Seen(Content.NONE, Instant.MIN);
    private Function<Map<HostName, Long>, Future<?>> drive = hosts -> Future.succeededFuture();
    private Map<HostName, Long> told = Map.of();
    /** The last that was asked to be driven: when it has ended, so have all before. */
    private Future<?> driven = Future.succeededFuture();

    private boolean isReading;
    private boolean isAskedAgain;
    private boolean isRenewing;

    /** @param asked when this was asked for */
    private record Seen(Content content, Instant asked) {}

    /**
     * What is in the znode.
     *
     * @param epoch of the leader that decided last
     */
    record Content(int epoch, NavigableMap<HostName, Assigned> hosts) {
        static final Content NONE = new Content(0, new TreeMap<>());

        Content {
            hosts = new Assignments(hosts).hosts();
        }

        static Content of(Optional<Znode> found) {
            return found.map(znode -> ModelJson.read(znode.data().getBytes(), Content.class))
                    .orElse(NONE);
        }

        Buffer json() {
            return Buffer.buffer(ModelJson.write(this));
        }
    }

    /**
     * Knows of none yet.
     *
     * @param id of this node as long as its process runs, and of no other one
     * @param clock that goes on evenly
     */
    public AssignedHosts(Coordination coordination, Lane lane, String id, InstantSource clock) {
        this.coordination = coordination;
        this.lane = lane;
        this.id = id;
        this.clock = clock;
    }

    /**
     * Follows what is assigned from now on.
     *
     * @param driving is given the numbers of all hosts that this node is to drive, after each change, on the lane; what
     *     it answers ends when the drivers of all others have ended
     */
    public void begin(Function<Map<HostName, Long>, Future<?>> driving) {
        drive = driving;
        var unusedWatch = coordination.watch(PATH, this::refresh);
        var unusedListener = coordination.listen(session -> {
            if (session == Session.CONNECTED) {
                refresh();
            }
        });
        refresh();
    }

    /** Those that are assigned to any node, as last seen; may be asked by any thread. */
    public Map<HostName, Assigned> all() {
        return seen.content().hosts();
    }

    /** Of the leader that assigned last, as last seen; may be asked by any thread. */
    public int epoch() {
        return seen.content().epoch();
    }

    /** Whether this node may carry out something on that host now; may be asked by any thread. */
    public boolean holds(HostName host, long number) {
        Seen now = seen;
        return clock.instant().isBefore(now.asked().plus(LEASE))
                && Optional.ofNullable(now.content().hosts().get(host))
                        .filter(last -> last.isHeld() && last.number() == number && isOf(id, last))
                        .isPresent();
    }

    private static boolean isOf(String node, Assigned host) {
        return host.node().equals(node);
    }

    private void refresh() {
        if (isReading) {
            isAskedAgain = true;
            return;
        }
        isReading = true;
        isAskedAgain = false;
        Instant asked = clock.instant();
        coordination
                .sync()
                .compose(synced -> coordination.read(PATH))
                .map(Content::of)
                .onSuccess(content -> see(content, asked))
                .onComplete(read -> {
                    isReading = false;
                    if (isAskedAgain) {
                        refresh();
                    } else if (read.failed() && !CoordinationException.isOfConnection(read.cause())) {
                        LOG.warn(
                                "Which hosts this node drives cannot be read: {}",
                                read.cause().getMessage());
                    }
                });
    }

    private void see(Content content, Instant asked) {
        seen = new Seen(content, asked);
        Map<HostName, Long> held = new TreeMap<>();
        content.hosts().forEach((host, last) -> {
            if (last.isHeld() && isOf(id, last)) {
                held.put(host, last.number());
            }
        });
        if (!held.equals(told)) {
            told = Map.copyOf(held);
            driven = drive.apply(told);
            driven.onComplete(ended -> lane.execute(this::giveBack));
        }
        giveBack();
        if (!held.isEmpty() && !isRenewing) {
            isRenewing = true;
            lane.after(PERIOD, this::renew);
        }
    }

    /** Without a connection nothing holds, and there is nothing to renew. */
    private void renew() {
        isRenewing = !told.isEmpty();
        if (isRenewing) {
            refresh();
            lane.after(PERIOD, this::renew);
        }
    }

    /** Of what was withdrawn nothing is driven any more. */
    private void giveBack() {
        boolean isAny = seen.content().hosts().values().stream().anyMatch(last -> last.isWithdrawn() && isOf(id, last));
        if (isAny && driven.isComplete()) {
            free(last -> last.isWithdrawn() && isOf(id, last)).onFailure(error -> lane.after(PAUSE, this::giveBack));
        }
    }

    /** The process of that node has ended, or is about to: it drives nothing. */
    Future<Void> freeAll(String node) {
        return free(last -> isOf(node, last));
    }

    /** Says that drivers have ended, so that the next ones need not wait. */
    private Future<Void> free(Predicate<Assigned> which) {
        return coordination.read(PATH).compose(found -> {
            Content now = Content.of(found);
            NavigableMap<HostName, Assigned> next = new TreeMap<>(now.hosts());
            next.replaceAll((host, last) -> which.test(last) ? last.freed() : last);
            return next.equals(now.hosts())
                    ? Future.succeededFuture()
                    : coordination.change(List.of(new Step.Put(
                            PATH,
                            new Content(now.epoch(), next).json(),
                            found.orElseThrow().version())));
        });
    }
}
