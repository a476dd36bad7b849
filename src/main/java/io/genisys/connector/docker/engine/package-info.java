/**
 * The port to an engine on docker-java, which no other package knows. Its nulls, its exceptions and its habit of
 * waiting for ever end here.
 */
package io.genisys.connector.docker.engine;
