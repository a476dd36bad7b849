package io.genisys.connector.model;

import java.time.Duration;
import java.util.Optional;

/** A cluster, as one of its nodes sees it by now. Asked by any thread. */
public interface SeenCluster {
    ClusterView view();

    /** For how long that node has had no connection to a majority of the voters; empty if it has one. */
    Optional<Duration> severed();
}
