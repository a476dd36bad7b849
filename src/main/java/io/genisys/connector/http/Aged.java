package io.genisys.connector.http;

import io.genisys.connector.model.SeenCluster;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/** Says of an answer of a node without a quorum how old what it tells may be. */
final class Aged implements Action {
    private static final int ERROR = 400;

    private final SeenCluster cluster;
    private final Action action;

    Aged(SeenCluster cluster, Action action) {
        this.cluster = cluster;
        this.action = action;
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        return action.answer(request).map(answer -> answer.status() < ERROR ? aged(answer) : answer);
    }

    private Answer aged(Answer answer) {
        Optional<Duration> age = cluster.severed();
        return age.isPresent() ? answer.with("Age", Long.toString(age.get().toSeconds())) : answer;
    }
}
