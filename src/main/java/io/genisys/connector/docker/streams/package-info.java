/** Asks engines by Vert.x' HTTP client, on its event loops: for streams, and again and again for short answers. */
package io.genisys.connector.docker.streams;
