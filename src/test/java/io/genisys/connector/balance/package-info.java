/**
 * Real load balancers before real containers: what visitors see while a service is scaled and containers are killed.
 */
package io.genisys.connector.balance;
