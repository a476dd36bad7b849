package io.genisys.connector.http;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.metrics.Metrics;
import io.genisys.connector.model.SeenCluster;
import io.genisys.connector.model.SteadyClock;
import java.util.Objects;
import java.util.Optional;

/**
 * What answers are made from.
 *
 * @param clock by which all times in them are measured
 * @param chronicle what callers change is told to it
 */
public record Sources(
        Catalog catalog, Fleet fleet, SteadyClock clock, Chronicle chronicle, RecentHistory history, Views views) {
    public Sources {
        Objects.requireNonNull(catalog);
        Objects.requireNonNull(fleet);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(chronicle);
        Objects.requireNonNull(history);
        Objects.requireNonNull(views);
    }

    /**
     * What not every connector shows.
     *
     * @param metrics empty: they are turned off
     * @param cluster empty: this connector is alone
     */
    public record Views(Optional<Metrics> metrics, Optional<SeenCluster> cluster) {
        /** Neither. */
        public static final Views NONE = new Views(Optional.empty(), Optional.empty());

        public Views {
            Objects.requireNonNull(metrics);
            Objects.requireNonNull(cluster);
        }
    }

    Optional<Metrics> metrics() {
        return views.metrics();
    }

    Optional<SeenCluster> cluster() {
        return views.cluster();
    }
}
