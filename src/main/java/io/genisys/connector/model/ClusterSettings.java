package io.genisys.connector.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a node is part of a cluster.
 *
 * @param node its name
 * @param address at which the other nodes reach it
 * @param port of the event bus; the next three are those of ZooKeeper
 * @param store where what the nodes agree on is kept
 * @param tls folder with readable {@code ca.pem}, {@code cert.pem}, {@code key.pem}; empty: no TLS
 */
public record ClusterSettings(String node, String address, int port, Store store, Optional<Path> tls) {
    public ClusterSettings {
        Objects.requireNonNull(node);
        Objects.requireNonNull(address);
        Objects.requireNonNull(store);
        Objects.requireNonNull(tls);
    }

    /** Either one of the two. */
    public sealed interface Store {}

    /** Voters of which each has a part of the store in its process: 1, 3 or 5. */
    public record Embedded(List<Voter> voters) implements Store {
        public Embedded {
            voters = List.copyOf(voters);
        }
    }

    /**
     * An ensemble of ZooKeeper that is there.
     *
     * @param connect {@code host:port}, several ones with commas
     * @param root what all is kept below, such as {@code /genisys}
     */
    public record External(String connect, String root) implements Store {
        public External {
            Objects.requireNonNull(connect);
            Objects.requireNonNull(root);
        }
    }

    /** Those of the embedded store, else none. */
    public List<Voter> voters() {
        return store instanceof Embedded embedded ? embedded.voters() : List.of();
    }

    /** This node as one of them. */
    public Optional<Voter> self() {
        return voters().stream().filter(voter -> voter.name().equals(node)).findFirst();
    }
}
