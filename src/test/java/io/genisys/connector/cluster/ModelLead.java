package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Coordination.Session;
import io.genisys.connector.cluster.Coordination.Step;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Who leads: who made a znode that goes with its session. It then raises the epoch by compare-and-set. The lead is over
 * for its holder as soon as the connection is in doubt.
 */
public final class ModelLead {
    private static final String PATH = "/leader";
    private static final String EPOCH = "/epoch";
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Coordination coordination;
    private final Lane lane;
    private final Buffer name;
    private final IntConsumer begin;
    private final Runnable end;
    private int attempt;
    private boolean isLeading;
    private boolean isTrying;
    private boolean isStanding = true;

    public ModelLead(Coordination coordination, Lane lane, String name, IntConsumer begin, Runnable end) {
        this.coordination = coordination;
        this.lane = lane;
        this.name = Buffer.buffer(name);
        this.begin = begin;
        this.end = end;
    }

    public void start() {
        coordination.listen(session -> {
            if (session != Session.CONNECTED) {
                end();
            }
        });
        coordination.change(List.of(new Step.Create(EPOCH, Buffer.buffer()))).onComplete(made -> again());
    }

    /** Gives the lead up, and does not stand for a while. */
    public void resign(Duration pause) {
        isStanding = false;
        end();
        coordination.change(List.of(new Step.Delete(PATH)));
        lane.after(pause, () -> isStanding = true);
    }

    public boolean isLeading() {
        return isLeading;
    }

    private void end() {
        attempt++;
        if (isLeading) {
            isLeading = false;
            end.run();
        }
    }

    private void again() {
        lane.after(PAUSE, this::again);
        if (isLeading || isTrying || !isStanding || coordination.session() != Session.CONNECTED) {
            return;
        }
        isTrying = true;
        int mine = ++attempt;
        stand().compose(won -> won ? raise(mine) : Future.succeededFuture()).onComplete(done -> isTrying = false);
    }

    /** What an earlier attempt of this process left is another epoch's. */
    private Future<Boolean> stand() {
        return coordination
                .sync()
                .compose(synced -> coordination.read(PATH))
                .compose(found -> {
                    if (found.isEmpty()) {
                        return coordination
                                .change(List.of(new Step.Create(PATH, name, true)))
                                .map(true);
                    }
                    return found.get().data().equals(name)
                            ? coordination
                                    .change(List.of(new Step.Delete(PATH), new Step.Create(PATH, name, true)))
                                    .map(true)
                            : Future.succeededFuture(false);
                })
                .recover(error -> CoordinationException.isConflict(error)
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(error));
    }

    private Future<Void> raise(int mine) {
        return coordination.sync().compose(synced -> coordination.read(EPOCH)).compose(found -> {
            int version = found.orElseThrow().version();
            return coordination
                    .change(List.of(new Step.Put(EPOCH, name, version), new Step.Check(PATH, 0)))
                    .onSuccess(raised -> {
                        if (attempt == mine) {
                            isLeading = true;
                            begin.accept(version + 1);
                        }
                    });
        });
    }
}
