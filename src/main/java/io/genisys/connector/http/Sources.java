package io.genisys.connector.http;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.history.RecentHistory;
import io.genisys.connector.metrics.Metrics;
import io.genisys.connector.model.SteadyClock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What answers are made from.
 *
 * @param clock by which all times in them are measured
 * @param chronicle what callers change is told to it
 * @param metrics empty: they are turned off
 * @param requestIds makes a new one each time, of letters and digits, for a request that brings none; for any thread
 */
public record Sources(
        Catalog catalog,
        Fleet fleet,
        SteadyClock clock,
        Chronicle chronicle,
        RecentHistory history,
        Optional<Metrics> metrics,
        Supplier<String> requestIds) {
    public Sources {
        Objects.requireNonNull(catalog);
        Objects.requireNonNull(fleet);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(chronicle);
        Objects.requireNonNull(history);
        Objects.requireNonNull(metrics);
        Objects.requireNonNull(requestIds);
    }
}
