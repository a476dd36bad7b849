package io.genisys.connector;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first look at all hosts, for which a start waits, and no longer than it takes to be of use: Vert.x's launcher
 * ends a process whose start takes two minutes. Hosts that have not been asked by then are awaited as one is that does
 * not answer.
 */
final class FirstLook {
    private static final Logger LOG = LoggerFactory.getLogger(FirstLook.class);
    static final Duration LONGEST = Duration.ofSeconds(60);

    private FirstLook() {}

    /**
     * Ends with it, and as it does, or without it after that time.
     *
     * @param all ends when each host was asked; fails if one can't be driven
     */
    static Future<?> within(Vertx vertx, Duration longest, Future<?> all) {
        Promise<Void> end = Promise.promise();
        long timer = vertx.setTimer(longest.toMillis(), late -> {
            if (end.tryComplete()) {
                LOG.info("Not all hosts have been asked yet: serving without them");
            }
        });
        all.onComplete(asked -> {
            vertx.cancelTimer(timer);
            if (asked.succeeded()) {
                end.tryComplete();
            } else if (!end.tryFail(asked.cause())) {
                LOG.error("A host is not driven: {}", StartFaults.sentence(asked.cause()));
            }
        });
        return end.future();
    }
}
