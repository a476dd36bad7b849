package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Coordination.Step;
import io.genisys.connector.cluster.Coordination.Znode;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.reconcile.BackOffStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The back-offs of the leader, in one znode that only the leader of that epoch writes. */
final class BackOffZnode implements BackOffStore {
    private static final Logger LOG = LoggerFactory.getLogger(BackOffZnode.class);
    private static final String PATH = "/back-offs";

    private final Coordination coordination;
    private final Lane lane;
    private final int epoch;

    BackOffZnode(Coordination coordination, Lane lane, int epoch) {
        this.coordination = coordination;
        this.lane = lane;
        this.epoch = epoch;
    }

    /** What is in the znode. */
    record All(List<Kept> backOffs) {}

    @Override
    public Future<List<Kept>> read() {
        return onLane(() -> coordination
                .sync()
                .compose(synced -> coordination.read(PATH))
                .map(found -> found.map(BackOffZnode::of).orElse(List.of()))
                .otherwise(error -> {
                    LOG.warn("What failed before is not known, and may be tried sooner: {}", error.getMessage());
                    return List.of();
                }));
    }

    private static List<Kept> of(Znode znode) {
        return ModelJson.read(znode.data().getBytes(), All.class).backOffs();
    }

    @Override
    public Future<?> write(List<Kept> all) {
        Buffer bytes = Buffer.buffer(ModelJson.write(new All(all)));
        if (bytes.length() > Parts.LARGEST) {
            return write(all.subList(0, all.size() / 2));
        }
        return onLane(() -> coordination
                .read(PATH)
                .compose(found -> coordination.change(List.of(
                        new Step.Check(Epoch.PATH, epoch),
                        found.<Step>map(znode -> new Step.Put(PATH, bytes, znode.version()))
                                .orElseGet(() -> new Step.Create(PATH, bytes))))));
    }

    /** Ends on the context of the caller. */
    private <T> Future<T> onLane(Supplier<Future<T>> call) {
        Context caller = Vertx.currentContext();
        Promise<T> answer = Promise.promise();
        lane.execute(() -> call.get().onComplete(done -> {
            if (caller == null) {
                answer.handle(done);
            } else {
                caller.runOnContext(now -> answer.handle(done));
            }
        }));
        return answer.future();
    }
}
