package io.genisys.connector.docker.streams;

import io.genisys.connector.docker.engine.Streams.Answer;
import io.genisys.connector.docker.engine.Streams.Question;
import io.genisys.connector.docker.engine.Streams.Request;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** All of it happens on the context of the first who asks. One connection is kept, and none waits for it. */
final class HttpQuestion implements Question {
    private static final int OK = 200;

    private final Vertx vertx;
    private final Request request;
    private final Function<BooleanSupplier, Future<HttpClientConnection>> connecting;
    private final Set<Asking> underWay = new HashSet<>();
    private Optional<Context> context = Optional.empty();
    /** No one is asked on it now. */
    private Optional<HttpClientConnection> kept = Optional.empty();

    /** How often the next was to be asked on a new one. */
    private int renewals;

    private volatile boolean isClosed;

    /** @param connecting makes a connection, on the context of its caller, unless that is given up meanwhile */
    HttpQuestion(Vertx vertx, Request request, Function<BooleanSupplier, Future<HttpClientConnection>> connecting) {
        this.vertx = vertx;
        this.request = request;
        this.connecting = connecting;
    }

    @Override
    public CompletionStage<Answer> ask() {
        CompletableFuture<Answer> outcome = new CompletableFuture<>();
        try {
            context().runOnContext(v -> ask(outcome));
        } catch (RejectedExecutionException ended) {
            outcome.completeExceptionally(new IOException("Vert.x has ended", ended));
        }
        return outcome;
    }

    @Override
    public void renew() {
        ifAsked(() -> {
            renewals++;
            hangUp();
        });
    }

    @Override
    public void close() {
        isClosed = true;
        ifAsked(() -> {
            hangUp();
            List.copyOf(underWay).forEach(asking -> asking.fail(closed()));
        });
    }

    private synchronized void ifAsked(Runnable step) {
        try {
            context.ifPresent(used -> used.runOnContext(v -> step.run()));
        } catch (RejectedExecutionException ended) {
            // its connections ended with Vert.x
        }
    }

    private synchronized Context context() {
        Context used = context.orElseGet(vertx::getOrCreateContext);
        context = Optional.of(used);
        return used;
    }

    private void ask(CompletableFuture<Answer> outcome) {
        if (isClosed) {
            outcome.completeExceptionally(closed());
        } else {
            new Asking(outcome).begin();
        }
    }

    private static IOException closed() {
        return new IOException("closed");
    }

    private void hangUp() {
        kept.ifPresent(HttpClientConnection::close);
        kept = Optional.empty();
    }

    private Optional<HttpClientConnection> take() {
        Optional<HttpClientConnection> taken = kept;
        kept = Optional.empty();
        return taken;
    }

    private void giveBack(HttpClientConnection connection) {
        if (isClosed || kept.isPresent()) {
            connection.close();
        } else {
            kept = Optional.of(connection);
        }
    }

    private void forget(HttpClientConnection ended) {
        kept = kept.filter(connection -> connection != ended);
    }

    /** It is being asked. */
    private final class Asking {
        private final CompletableFuture<Answer> outcome;
        private final long timer;
        private Optional<HttpClientConnection> connection = Optional.empty();
        private final int renewed = renewals;
        /** More than is read of it may come. */
        private boolean isCut;

        private boolean hasEnded;

        Asking(CompletableFuture<Answer> outcome) {
            this.outcome = outcome;
            this.timer = vertx.setTimer(Math.max(1, request.time().toMillis()), late -> fail(new TimeoutException()));
            underWay.add(this);
        }

        void begin() {
            take().map(before -> ask(before).compose(this::onlyGood).recover(bad -> askFreshly(before)))
                    .orElseGet(this::askFreshly)
                    .onSuccess(this::answered)
                    .onFailure(broke -> fail(Causes.of(broke)));
        }

        /** A proxy that ends a connection may say why, as if that were asked. */
        private Future<Answer> onlyGood(Answer answer) {
            return isGood(answer) ? Future.succeededFuture(answer) : Future.failedFuture("asked once more");
        }

        private Future<Answer> askFreshly(HttpClientConnection before) {
            before.close();
            isCut = false;
            return askFreshly();
        }

        private Future<Answer> askFreshly() {
            return connecting.apply(() -> hasEnded).compose(fresh -> {
                fresh.closeHandler(ended -> forget(fresh));
                fresh.exceptionHandler(broke -> fresh.close());
                return ask(fresh);
            });
        }

        private Future<Answer> ask(HttpClientConnection by) {
            connection = Optional.of(by);
            if (hasEnded) {
                by.close();
                return Future.failedFuture("too late");
            }
            return by.request(HttpStreams.get(request.path()))
                    .compose(HttpClientRequest::send)
                    .compose(this::read);
        }

        private Future<Answer> read(HttpClientResponse response) {
            Promise<Answer> answer = Promise.promise();
            Buffer body = Buffer.buffer();
            response.exceptionHandler(answer::tryFail);
            response.endHandler(v -> answer.tryComplete(new Answer(response.statusCode(), body.toString())));
            response.handler(part -> {
                int left = Answer.LONGEST_BODY - body.length();
                body.appendBuffer(part, 0, Math.min(left, part.length()));
                if (part.length() > left) {
                    isCut = true;
                    answer.tryComplete(new Answer(response.statusCode(), body.toString()));
                }
            });
            return answer.future();
        }

        private boolean isGood(Answer answer) {
            return answer.status() == OK && !isCut;
        }

        private void answered(Answer answer) {
            if (end()) {
                boolean isKept = isGood(answer) && renewed == renewals;
                connection.ifPresent(isKept ? HttpQuestion.this::giveBack : HttpClientConnection::close);
                outcome.complete(answer);
            }
        }

        void fail(Exception cause) {
            if (end()) {
                connection.ifPresent(HttpClientConnection::close);
                outcome.completeExceptionally(cause);
            }
        }

        /** @return whether it was not before */
        private boolean end() {
            if (hasEnded) {
                return false;
            }
            hasEnded = true;
            vertx.cancelTimer(timer);
            underWay.remove(this);
            return true;
        }
    }
}
