package io.genisys.connector.reconcile;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.fleet.ReportedFleet;
import io.genisys.connector.model.SteadyClock;
import java.util.Objects;

/**
 * What a reconciler decides by.
 *
 * @param catalog what is wanted
 * @param fleet what is there
 * @param clock by which it waits
 * @param chronicle takes what happens
 * @param backOffs what has failed before
 */
public record Inputs(
        Catalog catalog, ReportedFleet fleet, SteadyClock clock, Chronicle chronicle, BackOffStore backOffs) {
    public Inputs {
        Objects.requireNonNull(catalog);
        Objects.requireNonNull(fleet);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(chronicle);
        Objects.requireNonNull(backOffs);
    }
}
