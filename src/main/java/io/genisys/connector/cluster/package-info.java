/** What several nodes agree on: a log of changes in ZooKeeper, which each of them follows. */
package io.genisys.connector.cluster;
