package io.genisys.connector.config;

import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.ClusterSettings;
import io.genisys.connector.model.ClusterSettings.Embedded;
import io.genisys.connector.model.ClusterSettings.External;
import io.genisys.connector.model.ClusterSettings.Store;
import io.genisys.connector.model.Voter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the section {@code cluster}, all of which belongs together. */
final class Cluster {
    private static final String QUORUM = "quorum";
    private static final String NODE = "node";
    private static final String ADDRESS = "address";
    private static final String TLS = "tls";
    private static final String ZOOKEEPER = "zookeeper";
    private static final Pattern CONNECT = Pattern.compile("([0-9A-Za-z_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):[0-9]{1,5}"
            + "(,([0-9A-Za-z_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):[0-9]{1,5}){0,8}(/[0-9A-Za-z_.-]{1,64})?");

    private final Section keys;
    private final Predicate<String> isOfThisMachine;

    private Cluster(Section keys, Predicate<String> isOfThisMachine) {
        this.keys = keys;
        this.isOfThisMachine = isOfThisMachine;
    }

    /**
     * Empty if no key of the section is given: then this node is alone.
     *
     * @param folder to which {@code tls} is relative
     */
    static Optional<ClusterSettings> read(Section keys, Path folder) {
        return read(keys, folder, LocalAddresses::isOne);
    }

    static Optional<ClusterSettings> read(Section keys, Path folder, Predicate<String> isOfThisMachine) {
        return new Cluster(keys, isOfThisMachine).read(folder);
    }

    private Optional<ClusterSettings> read(Path folder) {
        Optional<List<Voter>> voters = keys.read(QUORUM, Voters.all());
        Optional<String> node = keys.read(NODE, Values.name(63));
        Optional<String> address = keys.read(ADDRESS, Values.address());
        int port = keys.read("port", "7052", Values.number(1, 65_532));
        Optional<Path> tls = keys.read(TLS, Values.tlsFolder(folder));
        boolean isInsecure = keys.read("insecure", "false", Values.flag());
        Optional<External> external = keys.read(ZOOKEEPER, external());
        if (!keys.isAnyGiven()) {
            return Optional.empty();
        }
        Optional<Store> store = store(voters, external);
        Optional<String> name = node.or(() -> voters.flatMap(this::ownName));
        Optional<String> own = address(name, address, voters.orElse(List.of()), store.isPresent());
        own.ifPresent(given -> checkEncrypted(given, keys.isGiven(TLS), isInsecure));
        return store.flatMap(
                kept -> name.flatMap(named -> own.map(given -> new ClusterSettings(named, given, port, kept, tls))));
    }

    private static Parser<External> external() {
        String allowed = "must be the addresses of an ensemble such as zk1:2181,zk2:2181/genisys";
        return Values.text(text -> {
            if (!CONNECT.matcher(text).matches()) {
                throw Parsers.fault(allowed);
            }
            int root = text.indexOf('/');
            return root < 0
                    ? new External(text, "/genisys")
                    : new External(text.substring(0, root), text.substring(root));
        });
    }

    private Optional<Store> store(Optional<List<Voter>> voters, Optional<External> external) {
        if (keys.isGiven(QUORUM) == keys.isGiven(ZOOKEEPER)) {
            keys.fault(
                    QUORUM,
                    keys.isGiven(QUORUM)
                            ? "cannot be given together with cluster.zookeeper: an ensemble of yours has its own quorum"
                            : "is missing: list 1, 3 or 5 voters, the same on all nodes, or give cluster.zookeeper");
            return Optional.empty();
        }
        return voters.<Store>map(Embedded::new).or(() -> external);
    }

    /** The voter whose address is this machine's. */
    private Optional<String> ownName(List<Voter> voters) {
        List<String> ours = voters.stream()
                .filter(voter -> isOfThisMachine.test(voter.address()))
                .map(Voter::name)
                .toList();
        if (ours.size() != 1 && !keys.isGiven(NODE)) {
            keys.fault(
                    NODE,
                    ours.isEmpty()
                            ? "is missing: no address of cluster.quorum is one of this machine's; say which node this is"
                            : "is missing: the addresses of " + String.join(" and ", ours)
                                    + " are this machine's; say which of them this is");
        }
        return ours.size() == 1 ? Optional.of(ours.get(0)) : Optional.empty();
    }

    private Optional<String> address(
            Optional<String> name, Optional<String> given, List<Voter> voters, boolean isStoreGiven) {
        if (name.isEmpty()) {
            if (keys.isGiven(ZOOKEEPER) && !keys.isGiven(NODE)) {
                keys.fault(NODE, "is missing: say how this node is called");
            }
            return Optional.empty();
        }
        Optional<String> listed = voters.stream()
                .filter(voter -> voter.name().equals(name.get()))
                .map(Voter::address)
                .findFirst();
        if (listed.isPresent() && given.isPresent() && !given.equals(listed)) {
            keys.fault(ADDRESS, "is " + given.get() + ", but cluster.quorum says " + listed.get() + " for this node");
        }
        if (listed.isEmpty() && !keys.isGiven(ADDRESS) && isStoreGiven) {
            keys.fault(
                    ADDRESS,
                    "is missing: node " + name.get() + " is not one of cluster.quorum, so say at which address the"
                            + " other nodes reach it");
        }
        return listed.or(() -> given);
    }

    private void checkEncrypted(String address, boolean isEncrypted, boolean isInsecure) {
        if (!isEncrypted && !isInsecure && !isLoopback(address)) {
            keys.fault(
                    TLS,
                    "is missing: who reaches the port of a node may start any container on all hosts; make a folder"
                            + " for each node with scripts/certificates, or say insecure: true");
        }
        if (isEncrypted && isInsecure) {
            keys.fault("insecure", "cannot be true together with cluster.tls");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
