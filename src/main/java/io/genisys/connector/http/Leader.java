package io.genisys.connector.http;

import io.genisys.connector.bus.Failures;
import io.genisys.connector.bus.ReconcileClient;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.SeenCluster;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The reconciler as callers who only read ask it. In a cluster it may be out of reach: then they are answered from the
 * memory of this node, and what the reconciler alone knows is null.
 */
final class Leader {
    private final ReconcileClient reconcile;
    private final Optional<SeenCluster> cluster;

    Leader(ReconcileClient reconcile, Sources sources) {
        this.reconcile = reconcile;
        this.cluster = sources.cluster();
    }

    /** @param memory what this node knows by itself; may throw what the Future may fail with */
    Future<JsonObject> ask(Function<ReconcileClient, Future<JsonObject>> question, Supplier<JsonObject> memory) {
        Future<JsonObject> answer = isSevered()
                ? Future.succeededFuture().map(now -> memory.get())
                : question.apply(reconcile)
                        .recover(error -> cluster.isPresent() && isOfSilence(error)
                                ? Future.succeededFuture(memory.get())
                                : Future.failedFuture(error));
        return answer.map(this::mark);
    }

    /** No reconciler has answered in time. */
    static boolean isOfSilence(Throwable error) {
        FailureKind kind = Failures.of(error).kind();
        return kind == FailureKind.NOT_READY || kind == FailureKind.TIMEOUT;
    }

    /** Says, in a cluster, whether this node has a quorum. */
    JsonObject mark(JsonObject answer) {
        return cluster.isPresent() ? answer.put("quorum", !isSevered()) : answer;
    }

    private boolean isSevered() {
        return cluster.flatMap(SeenCluster::severed).isPresent();
    }
}
