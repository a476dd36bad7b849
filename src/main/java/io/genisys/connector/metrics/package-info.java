/** What Prometheus scrapes: made from what the other rooms know, when it is asked for. */
package io.genisys.connector.metrics;
