package io.genisys.connector.bus;

import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Variant;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a host is told to do with one container. */
public sealed interface HostOrder {
    ServiceName service();

    /** The {@linkplain TakeOver#number number} of the take-over of the host after which it is given. */
    long epoch();

    /** The same order, given after a later one. */
    HostOrder in(long epoch);

    /**
     * Make a container from the definition and start it. The same order again makes no second one.
     *
     * @param slot which of the service's containers, 1 or more
     * @param round orders of one request, or of one attempt after a back-off, share it: they share one pull
     * @param isAskedFor whether a caller asked for more containers or other ones: then an image that is always to be
     *     pulled has to be. If not, the start is in place of a container that ended, and an image that is there will do
     * @param variant of the definition
     */
    record Start(long epoch, ServiceDefinition definition, int slot, long round, boolean isAskedFor, Variant variant)
            implements HostOrder {
        public Start {
            Objects.requireNonNull(definition);
            // null: a node of an earlier release sent it
            variant = Objects.requireNonNullElse(variant, Variant.PLAIN);
        }

        /** As the definition says, and no more. */
        public Start(long epoch, ServiceDefinition definition, int slot, long round, boolean isAskedFor) {
            this(epoch, definition, slot, round, isAskedFor, Variant.PLAIN);
        }

        @Override
        public ServiceName service() {
            return definition.name();
        }

        @Override
        public Start in(long other) {
            return new Start(other, definition, slot, round, isAskedFor, variant);
        }
    }

    /**
     * End a container gracefully: signal, grace, kill. One that does not run is success.
     *
     * @param signal empty: the container's own
     * @param grace empty: the host's default
     * @param drainDelay from the last report that shows it as one that takes requests to the signal; if there was none,
     *     it gets it at once
     */
    record Stop(
            long epoch,
            ServiceName service,
            String container,
            Optional<String> signal,
            Optional<Duration> grace,
            Duration drainDelay,
            End end)
            implements HostOrder {
        public Stop {
            Objects.requireNonNull(service);
            Objects.requireNonNull(container);
            Objects.requireNonNull(signal);
            Objects.requireNonNull(grace);
            Objects.requireNonNull(drainDelay);
            Objects.requireNonNull(end);
        }

        @Override
        public Stop in(long other) {
            return new Stop(other, service, container, signal, grace, drainDelay, end);
        }

        /** What is to become of the container. */
        public enum End {
            /** It is stopped and left there: one that was only found. */
            STOP,
            /** It is stopped, then removed with its anonymous volumes. */
            STOP_AND_REMOVE,
            /** It is removed with its anonymous volumes, but left as it is if it runs again. */
            REMOVE
        }
    }
}
