package io.genisys.connector.bus;

import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a host is told to do with one container. */
public sealed interface HostOrder {
    ServiceName service();

    /**
     * Make a container from the definition and start it. The same order again makes no second one.
     *
     * @param slot which of the service's containers, 1 or more
     * @param round orders of one request, or of one attempt after a back-off, share it: they share one pull
     */
    record Start(ServiceDefinition definition, int slot, long round) implements HostOrder {
        public Start {
            Objects.requireNonNull(definition);
        }

        @Override
        public ServiceName service() {
            return definition.name();
        }
    }

    /**
     * End a container gracefully: signal, grace, kill. One that does not run is success.
     *
     * @param signal empty: the container's own
     * @param grace empty: the host's default
     */
    record Stop(ServiceName service, String container, Optional<String> signal, Optional<Duration> grace, End end)
            implements HostOrder {
        public Stop {
            Objects.requireNonNull(service);
            Objects.requireNonNull(container);
            Objects.requireNonNull(signal);
            Objects.requireNonNull(grace);
            Objects.requireNonNull(end);
        }

        /** What is to become of the container. */
        public enum End {
            /** It is stopped and left there: one that was only found. */
            STOP,
            /** It is stopped, then removed with its anonymous volumes. */
            STOP_AND_REMOVE,
            /** It is removed with its anonymous volumes, but left as it is where it runs again. */
            REMOVE
        }
    }
}
