/**
 * Brings what is there to what is wanted: for each service observe, plan, apply.
 *
 * <p>What wakes a service, all of it:
 *
 * <ol>
 *   <li>The connector starts: all services.
 *   <li>A request scales the service, removes it, or retries what failed.
 *   <li>Its definition or number changes in the catalog, also by an import.
 *   <li>A host is cordoned, drained or released, also by an import: all services.
 *   <li>A report changes one of its own containers.
 *   <li>A report changes an unlabelled container of its image.
 *   <li>A host becomes known, ready, failing, unreachable or lost, or is removed: all services.
 *   <li>A host may have room again, or a start on any host ends: services that are short of containers.
 *   <li>Any report: services that wait to see the result of an order.
 *   <li>One of its orders ends.
 *   <li>The last log lines of a failed container have been read.
 *   <li>5 seconds are over since a container could not be stopped.
 *   <li>The time is over that its last plan named: a back-off, the wait for a container, or a cooldown of its number.
 *   <li>Its removal has waited long enough, or is tried again.
 *   <li>The deadline of a drain is over: all services.
 *   <li>Something is frozen or protected, or no longer: all services.
 *   <li>It is its turn to be rebalanced.
 *   <li>Each second: some of the services, so that all are looked at every 30 seconds, or 25 a second.
 * </ol>
 */
package io.genisys.connector.reconcile;
