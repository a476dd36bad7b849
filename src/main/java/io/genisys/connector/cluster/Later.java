package io.genisys.connector.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Supplier;

/** Something that is done after a while. */
final class Later {
    private Later() {}

    static <T> Future<T> after(Lane lane, Duration delay, Supplier<Future<T>> what) {
        Promise<Void> over = Promise.promise();
        lane.after(delay, over::complete);
        return over.future().compose(now -> what.get());
    }
}
