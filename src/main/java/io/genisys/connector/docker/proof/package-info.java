/** Proves which containers this connector made, whatever their labels say, and that no other one drives its engines. */
package io.genisys.connector.docker.proof;
