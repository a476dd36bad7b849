package io.genisys.connector.http;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.Fleet;
import io.genisys.connector.model.SteadyClock;
import java.util.Objects;

/**
 * What answers are made from.
 *
 * @param clock by which all times in them are measured
 */
public record Sources(Catalog catalog, Fleet fleet, SteadyClock clock) {
    public Sources {
        Objects.requireNonNull(catalog);
        Objects.requireNonNull(fleet);
        Objects.requireNonNull(clock);
    }
}
