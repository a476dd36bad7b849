package io.genisys.connector.bus;

import io.genisys.connector.model.FailureKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks a reconciler, and if it ends, the next one, until the time for the answer is over. Used from one context only.
 */
final class UntilAnswered {
    private static final long PAUSE_MILLIS = 200;
    /** From one reconciler to the next. */
    static final Duration LONGEST_GAP = Duration.ofSeconds(10);
    /** An answer that was given in time may need so long to come. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final InstantSource clock;
    private final Consumer<Runnable> listen;
    private boolean isListening;
    private final Set<Question<?>> open = new LinkedHashSet<>();

    /** @param listen has that called whenever another reconciler has begun; it is called before the first question */
    UntilAnswered(Vertx vertx, InstantSource clock, Consumer<Runnable> listen) {
        this.listen = listen;
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * Fails with NOT_READY or TIMEOUT if none has answered in time, or there was none for {@link #LONGEST_GAP}.
     *
     * @param ask is given the time that is left
     */
    <T> Future<T> ask(Duration time, Function<Duration, Future<T>> ask) {
        if (!isListening) {
            isListening = true;
            listen.accept(this::askAgain);
        }
        Question<T> question = new Question<>(clock.instant().plus(time), ask);
        open.add(question);
        question.ask(time);
        return question.answer.future().onComplete(done -> open.remove(question));
    }

    /** What the one before was asked is asked again. */
    private void askAgain() {
        List.copyOf(open).forEach(Question::askAgain);
    }

    private final class Question<T> {
        private final Promise<T> answer = Promise.promise();
        private final Instant until;
        private final Function<Duration, Future<T>> ask;
        private Optional<Instant> gapSince = Optional.empty();

        Question(Instant until, Function<Duration, Future<T>> ask) {
            this.until = until;
            this.ask = ask;
        }

        void ask(Duration left) {
            ask.apply(left).onSuccess(answer::tryComplete).onFailure(this::failed);
        }

        /** Of another one. If no time is left, what was asked before is about to be answered. */
        void askAgain() {
            gapSince = Optional.empty();
            if (!left().isZero()) {
                ask(left());
            }
        }

        private boolean isGapTooLong() {
            Instant now = clock.instant();
            gapSince = gapSince.or(() -> Optional.of(now));
            return gapSince.get().plus(LONGEST_GAP).isBefore(now);
        }

        private Duration left() {
            return Duration.ofMillis(
                    Math.max(0, Duration.between(clock.instant(), until).toMillis()));
        }

        private void failed(Throwable error) {
            if (Failures.of(error).kind() == FailureKind.NOT_READY && !left().isZero() && !isGapTooLong()) {
                vertx.setTimer(PAUSE_MILLIS, timer -> goOn(error));
            } else {
                answer.tryFail(error);
            }
        }

        private void goOn(Throwable error) {
            if (left().isZero()) {
                answer.tryFail(error);
            } else if (!answer.future().isComplete()) {
                ask(left());
            }
        }
    }

    /** How long one request waits for an answer that is due then. */
    static Duration withMargin(Duration left) {
        return left.plus(MARGIN);
    }
}
