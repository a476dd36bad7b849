package io.genisys.connector.docker.engine;

import io.genisys.connector.docker.EngineException;
import io.genisys.connector.docker.engine.Streams.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * Asks an engine whether it answers. Each engine takes that without a version of the API, and so refuses it for none.
 */
final class Ping implements AutoCloseable {
    static final String PATH = "/_ping";

    private static final String WHAT = "answer a ping";

    private final Streams.Request request;
    private final Streams.Question question;
    private final Faults faults;

    Ping(Streams streams, Streams.Request request, Faults faults) {
        this.request = request;
        this.question = streams.question(request);
        this.faults = faults;
    }

    /** Fails with {@link EngineException} only. */
    CompletionStage<Void> ask() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        question.ask().whenComplete((answer, error) -> end(end, answer, error));
        return end;
    }

    /** The next is asked on a new connection. */
    void renew() {
        question.renew();
    }

    @SuppressWarnings("CatchingUnchecked") // an Error too: else the ping would never end
    private void end(CompletableFuture<Void> end, Answer answer, Throwable error) {
        try {
            if (error != null) {
                end.completeExceptionally(failure(error));
            } else {
                check(answer);
                end.complete(null);
            }
        } catch (Throwable e) {
            end.completeExceptionally(failure(e));
        }
    }

    private static void check(Answer answer) {
        if (answer.status() == ForbiddenCall.STATUS) {
            throw new ForbiddenCall("GET " + PATH);
        }
        if (answer.status() != 200) {
            throw JsonAnswer.refusal(answer.status(), answer.body());
        }
    }

    private EngineException failure(Throwable e) {
        return e instanceof TimeoutException
                ? faults.timeout(WHAT, request.time(), e)
                : faults.of(WHAT, request.time(), RefusalKinds::any, e);
    }

    @Override
    public void close() {
        question.close();
    }
}
