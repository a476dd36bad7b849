/**
 * Engines for tests: real ones and their registries, started in a folder of their own, and one that can be told to
 * fail.
 */
package io.genisys.connector.testing;
