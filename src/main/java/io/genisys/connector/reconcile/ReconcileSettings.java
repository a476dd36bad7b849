package io.genisys.connector.reconcile;

import io.genisys.connector.model.Editions;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ServiceDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How services are reconciled.
 *
 * @param numbers what is done with numbers
 * @param keepFailed how many containers of a service that ended by themselves are kept for inspection
 * @param rebalance whether containers move, one at a time, until they are spread evenly
 * @param editions of the services, by which outdated containers are known
 */
public record ReconcileSettings(
        Numbers numbers,
        int keepFailed,
        boolean rebalance,
        OrderTimes orders,
        HostTimes hosts,
        Patience patience,
        Editions editions) {
    public ReconcileSettings {
        Objects.requireNonNull(numbers);
        Objects.requireNonNull(editions);
        Objects.requireNonNull(orders);
        Objects.requireNonNull(hosts);
        Objects.requireNonNull(patience);
    }

    /** Without limits of numbers. */
    public ReconcileSettings(
            boolean keepsNumbers,
            int keepFailed,
            boolean rebalance,
            OrderTimes orders,
            HostTimes hosts,
            Patience patience,
            Editions editions) {
        this(new Numbers(keepsNumbers, ScalePolicy.NONE), keepFailed, rebalance, orders, hosts, patience, editions);
    }

    boolean keepsNumbers() {
        return numbers.areKept();
    }

    /** Which numbers hold. */
    ScalePolicy scale() {
        return numbers.policy();
    }

    /**
     * What is done with numbers.
     *
     * @param areKept whether a number stays true by itself; else it is reached only when it is asked for
     */
    public record Numbers(boolean areKept, ScalePolicy policy) {
        public Numbers {
            Objects.requireNonNull(policy);
        }
    }

    /**
     * How long orders may take.
     *
     * @param start at most, pull and waiting in line included
     * @param stop at most, beyond its grace
     * @param stopGrace from the signal to the kill, if a definition says nothing
     * @param drainDelay from the last moment as a ready container to the signal, if a definition says nothing
     */
    public record OrderTimes(Duration start, Duration stop, Duration stopGrace, Duration drainDelay) {
        public OrderTimes {
            Objects.requireNonNull(start);
            Objects.requireNonNull(stop);
            Objects.requireNonNull(stopGrace);
            Objects.requireNonNull(drainDelay);
        }

        Duration drainDelay(ServiceDefinition.Stop stop) {
            return stop.drainDelay().orElse(drainDelay);
        }

        /** From the order to the kill, as far as nothing waits in line. */
        Duration untilKilled(ServiceDefinition.Stop stop) {
            return drainDelay(stop).plus(stop.gracePeriod().orElse(stopGrace));
        }
    }

    /**
     * How long hosts may be silent.
     *
     * @param silentAfter how long none may report of a host that is taken for ready, if there are few
     * @param lostAfter how long a host may be silent before its containers are replaced elsewhere
     */
    public record HostTimes(Duration silentAfter, Duration lostAfter) {
        /** Three times what a ping of each takes, one after the other. */
        private static final Duration SILENT_FOR_EACH = Duration.ofMillis(120);

        public HostTimes {
            Objects.requireNonNull(silentAfter);
            Objects.requireNonNull(lostAfter);
        }

        /** If there are many, each is pinged less often. */
        Duration silentAfter(int hosts) {
            Duration pings = SILENT_FOR_EACH.multipliedBy(hosts);
            return pings.compareTo(silentAfter) > 0 ? pings : silentAfter;
        }

        /**
         * From when on a silence counts that is first seen now: from the last answer, but for as long as the next ping
         * was later than if there were few hosts.
         */
        Instant silentFrom(Instant answered, Instant now, int hosts) {
            Duration later = silentAfter(hosts).minus(silentAfter).dividedBy(3);
            Instant from = answered.plus(later);
            return from.isBefore(now) ? from : now;
        }
    }

    /**
     * How long something is waited for.
     *
     * @param removal how long a removal waits for what an engine does by itself, and for a silent host
     * @param pause how long a paused container is waited for before it is replaced
     */
    public record Patience(Duration removal, Duration pause) {
        public Patience {
            Objects.requireNonNull(removal);
            Objects.requireNonNull(pause);
        }
    }
}
