package io.genisys.connector.reconcile;

import io.genisys.connector.model.HostName;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The time in which one reconciler decides, from its start until its end.
 *
 * @param epoch larger than that of every earlier reconciler
 * @param isListed whether a host is part of the fleet, heard of or not: what was said about another one is forgotten.
 *     May be asked by any thread
 */
public record Term(long epoch, Predicate<HostName> isListed) {
    public Term {
        Objects.requireNonNull(isListed);
    }
}
