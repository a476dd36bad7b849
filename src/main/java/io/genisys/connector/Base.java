package io.genisys.connector;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.catalog.WriteListener;
import io.genisys.connector.config.ConnectorConfig;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.SeenCluster;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.reconcile.BackOffStore;
import io.genisys.connector.reconcile.Term;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a connector is built on: itself alone, or a cluster of which it is a node. */
interface Base {
    /**
     * Opens what is wanted.
     *
     * @param folder where this node keeps what has to survive a restart
     * @param writes is told of each write of this node
     */
    Future<? extends Catalog> open(Vertx vertx, Path folder, WriteListener writes);

    /** Begins to work with others. */
    Future<?> meet(Vertx vertx, ConnectorConfig config);

    /** Which hosts others list too. */
    Sharing sharing();

    /**
     * Has hosts driven as they are assigned to this node, from now on.
     *
     * @param driving is given the numbers of all that are, on the context of the caller, whenever that changes; what it
     *     answers ends when no others of them are driven
     * @param isReached whether the driver of a host, on any node, says that it answers; asked by any thread
     */
    void share(ConnectorConfig config, Function<Map<HostName, Long>, Future<?>> driving, Predicate<HostName> isReached);

    /** Empty if there are no others. */
    Optional<SeenCluster> cluster();

    /** Of the newest reconciler that is known, 0 if there was none. */
    long epoch();

    /** Each number of those who drive hosts is larger than this one. */
    long lastIncarnation();

    /** The same for a host that is assigned by that number. */
    long lastIncarnation(long number);

    /** Brings the definitions of the service file into the catalog. @return what that changed */
    Future<List<PutResult>> plant(Vertx vertx, Path folder, List<ServiceDefinition> file, Authorship author);

    /**
     * Runs a reconciler whenever one is to run here.
     *
     * @param isListed whether the configuration of this node names that host
     * @return ends when this node can be asked for anything
     */
    Future<?> decide(Reconcilers reconcilers, Predicate<HostName> isListed);

    /** Deploys reconcilers. */
    interface Reconcilers {
        /**
         * Deploys one.
         *
         * @param catalog by which it decides, and in which it writes
         * @return what ends it
         */
        Future<Running> run(Catalog catalog, BackOffStore backOffs, Term term);
    }

    /** A reconciler that runs. */
    interface Running {
        /** Ends it while all else goes on. */
        Future<?> end();
    }

    Future<?> close();
}
