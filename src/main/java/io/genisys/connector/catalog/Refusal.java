package io.genisys.connector.catalog;

import io.genisys.connector.model.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Why changes cannot be kept, if so. A disk that refused one is asked from time to time whether it takes one again: if
 * no change comes that could be kept, none would show that it can. However often it refuses, one check is due.
 */
final class Refusal {
    private final Vertx vertx;
    private final Duration pause;
    private final Supplier<Future<Void>> check;
    private final AtomicBoolean isCheckDue = new AtomicBoolean();
    private volatile Optional<Failure> why = Optional.empty();
    private volatile boolean isEnded;

    /**
     * @param pause before each check
     * @param check asks the disk; it fails if the disk still refuses, and calls {@link #kept} if not
     */
    Refusal(Vertx vertx, Duration pause, Supplier<Future<Void>> check) {
        this.vertx = vertx;
        this.pause = pause;
        this.check = check;
    }

    /** Empty while changes are kept. */
    Optional<Failure> why() {
        return why;
    }

    void refused(Failure failure) {
        why = Optional.of(failure);
        checkLater();
    }

    void kept() {
        why = Optional.empty();
    }

    /** No check is made from now on. */
    void end() {
        isEnded = true;
    }

    private void checkLater() {
        if (isCheckDue.compareAndSet(false, true)) {
            vertx.setTimer(pause.toMillis(), timer -> {
                isCheckDue.set(false);
                if (why.isPresent() && !isEnded) {
                    check.get().onFailure(error -> checkLater());
                }
            });
        }
    }
}
