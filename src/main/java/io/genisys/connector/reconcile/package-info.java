/** Brings what is there to what is wanted: for each service observe, plan, apply. */
package io.genisys.connector.reconcile;
