package io.genisys.connector.reconcile;

import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;

/** Where back-offs outlive a reconciler, so that what fails is not tried more often as reconcilers come and go. */
public interface BackOffStore {
    /** One that keeps nothing: who restarts a connector wants it to try again. */
    BackOffStore NONE = new BackOffStore() {
        @Override
        public Future<List<Kept>> read() {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<?> write(List<Kept> all) {
            return Future.succeededFuture();
        }
    };

    /** What was last written; empty if nothing was, or it can't be read. */
    Future<List<Kept>> read();

    /** Writes these in place of those before. A failure costs no more than what was to be kept. */
    Future<?> write(List<Kept> all);

    /**
     * The back-off of a service on a host.
     *
     * @param version of the definition that failed
     */
    record Kept(ServiceName service, long version, BackOff backOff) {
        public Kept {
            Objects.requireNonNull(service);
            Objects.requireNonNull(backOff);
        }
    }
}
