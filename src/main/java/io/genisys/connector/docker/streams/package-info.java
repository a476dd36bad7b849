/** Reads streams of engines by Vert.x' HTTP client, on its event loops. */
package io.genisys.connector.docker.streams;
