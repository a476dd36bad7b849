/** What load balancers and Prometheus read: where each container that takes requests is reached, from memory. */
package io.genisys.connector.discovery;
