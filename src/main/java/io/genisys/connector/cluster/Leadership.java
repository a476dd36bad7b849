package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Coordination.Session;
import io.genisys.connector.cluster.Coordination.Step;
import io.genisys.connector.cluster.Coordination.Znode;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Listeners;
import io.genisys.connector.model.Registration;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which node leads. A node takes the lead with one change that is made as a whole or not at all: it raises
 * {@code /epoch}, and makes {@code /leader}, which lasts as long as its session. So no two leaders have one epoch, and
 * what an earlier one writes under its epoch is refused. A leader whose connection is gone leads no more: it does not
 * know whether its session is over.
 *
 * <p>To be used on the {@link Lane} only, unless said otherwise.
 */
public final class Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final String PATH = "/leader";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Coordination coordination;
    private final Lane lane;
    private final String node;
    private final Supplier<String> ids;
    private final Listeners<Consumer<Optional<Leader>>> listeners = new Listeners<>();
    /** Of the change that this node made, or tried to make, last. */
    private String claim = "";

    private boolean isReading;
    private boolean isAskedAgain;
    private boolean stands;
    private boolean hasEnded;
    private volatile Optional<Leader> leader = Optional.empty();
    private volatile Optional<Leader> mine = Optional.empty();

    /**
     * Which node leads, and since which change.
     *
     * @param epoch larger than that of every earlier leader
     * @param claim differs from those of all other changes
     */
    public record Leader(String node, int epoch, String claim) {}

    /** @param ids each of which differs from all others, also of other nodes */
    public Leadership(Coordination coordination, Lane lane, String node, Supplier<String> ids) {
        this.coordination = coordination;
        this.lane = lane;
        this.node = node;
        this.ids = ids;
    }

    /** The leader as this node saw it last; may be called by any thread. */
    public Optional<Leader> leader() {
        return leader;
    }

    /** Empty if this node does not lead, or can't know whether it does; may be called by any thread. */
    public Optional<Leader> mine() {
        return mine;
    }

    /** Is told, on the lane, of each lead of this node, and of its end. */
    public Registration listen(Consumer<Optional<Leader>> listener) {
        return listeners.add(listener);
    }

    /** Stands for the lead from now on. */
    public void begin() {
        stands = true;
        Registration unusedListener = coordination.listen(this::turned);
        Registration unusedWatch = coordination.watch(PATH, this::refresh);
        refresh();
    }

    private void turned(Session session) {
        if (session == Session.CONNECTED) {
            refresh();
        } else {
            become(Optional.empty());
        }
    }

    /** Gives up the lead, and does not stand for it for that time. */
    public Future<Void> yieldFor(Duration rest) {
        lane.after(rest, () -> {
            stands = !hasEnded;
            refresh();
        });
        return stepDown();
    }

    /** Gives up the lead, and does not stand for it any more. */
    public Future<Void> end() {
        hasEnded = true;
        return stepDown();
    }

    private Future<Void> stepDown() {
        stands = false;
        Optional<Leader> ended = mine;
        become(Optional.empty());
        return ended.map(this::leave).orElseGet(Future::succeededFuture);
    }

    private void become(Optional<Leader> next) {
        if (!next.equals(mine)) {
            mine = next;
            listeners.tell(listener -> listener.accept(next));
        }
    }

    private void refresh() {
        if (isReading) {
            isAskedAgain = true;
            return;
        }
        isReading = true;
        isAskedAgain = false;
        coordination.read(PATH).compose(this::see).onComplete(done -> {
            isReading = false;
            if (done.failed() && !CoordinationException.isOfConnection(done.cause())) {
                LOG.debug("the lead is looked at again: {}", done.cause().getMessage());
                lane.after(PAUSE, this::refresh);
            } else if (isAskedAgain) {
                refresh();
            }
        });
    }

    /**
     * A lead that this node took without learning of it in time, or before it lost its connection, is left, and taken
     * with another epoch. Fails if it is to be looked at again.
     */
    private Future<Void> see(Optional<Znode> found) {
        leader = found.map(znode -> ModelJson.read(znode.data().getBytes(), Leader.class));
        Optional<Leader> seen = leader;
        if (seen.isEmpty()) {
            become(Optional.empty());
            return stands ? stand() : Future.succeededFuture();
        }
        if (!seen.get().claim().equals(claim)) {
            become(Optional.empty());
            return Future.succeededFuture();
        }
        return seen.equals(mine) ? Future.succeededFuture() : leave(seen.get());
    }

    private Future<Void> stand() {
        return coordination.read(Epoch.PATH).compose(found -> found.map(this::take)
                .orElseGet(() -> coordination
                        .change(List.of(new Step.Create(Epoch.PATH, Buffer.buffer())))
                        .compose(made -> stand())));
    }

    private Future<Void> take(Znode epoch) {
        claim = ids.get();
        Leader next = new Leader(node, epoch.version() + 1, claim);
        return coordination
                .change(List.of(
                        new Step.Put(Epoch.PATH, Buffer.buffer(node), epoch.version()),
                        new Step.Create(PATH, Buffer.buffer(ModelJson.write(next)), true)))
                .onSuccess(made -> {
                    if (coordination.session() == Session.CONNECTED && stands) {
                        leader = Optional.of(next);
                        become(leader);
                    }
                })
                .compose(
                        made -> mine.isPresent() ? Future.succeededFuture() : Future.failedFuture("it was lost again"));
    }

    /** If there is another leader by now, nothing is removed. */
    private Future<Void> leave(Leader ended) {
        Promise<Void> left = Promise.promise();
        coordination
                .change(List.of(new Step.Check(Epoch.PATH, ended.epoch()), new Step.Delete(PATH)))
                .onComplete(done -> left.complete());
        return left.future();
    }
}
