package io.genisys.connector.fleet;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.SeenHosts;
import io.genisys.connector.model.ServiceDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What is there, from memory. May be asked by any thread; an answer is at most one report old, and between two answers
 * there may be a report, unless both are asked for {@link #still}.
 */
public interface Fleet {
    /**
     * The containers of a service: those that carry its label, in any state, and if ownership is by image the running
     * ones without any label that were created from its image.
     */
    List<Replica> replicas(ServiceDefinition service);

    /**
     * How many containers of the service run, those of hosts that do not answer as last seen; empty if no host is known
     * that is not lost.
     */
    OptionalInt running(ServiceDefinition service);

    /** What is there: ours in any state, others that run; those of a host that does not answer as last seen. */
    Collection<Container> containers(HostName host);

    /** All hosts as they are now. */
    SeenHosts seen();

    /** All hosts by name. */
    default List<HostView> hosts() {
        return seen().byName();
    }

    default Optional<HostView> host(HostName host) {
        return seen().find(host);
    }

    /** Asks several questions of one moment: no report comes between them. */
    <T> T still(Supplier<T> questions);
}
