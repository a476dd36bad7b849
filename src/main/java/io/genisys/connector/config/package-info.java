/**
 * The configuration file, the environment and the service file, as records; every fault in them is reported at once.
 */
package io.genisys.connector.config;
