/** Drives one Docker engine: carries out orders, watches its events, reports what is there. */
package io.genisys.connector.docker;
