package io.genisys.connector.cluster;

import io.genisys.connector.model.Voter;
import io.genisys.connector.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.curator.framework.CuratorFramework;

/** Members of ZooKeeper on loopback, in this process. */
public final class TestEnsemble implements AutoCloseable {
    private static final int PORTS = 4;

    private final Path folder;
    private final Quorum quorum;
    private final Map<Integer, EmbeddedMember> running = new HashMap<>();

    private TestEnsemble(Path folder, Quorum quorum) {
        this.folder = folder;
        this.quorum = quorum;
    }

    /** @param members none of which runs yet */
    public static TestEnsemble of(Path folder, int members) {
        List<Voter> voters = IntStream.rangeClosed(1, members)
                .mapToObj(id -> new Voter(id, "n" + id, "127.0.0." + id))
                .toList();
        return new TestEnsemble(folder, new Quorum(voters, Ports.freeInARow(PORTS)));
    }

    public String connect() {
        return quorum.connect();
    }

    /** The very first start. */
    public void startAll() {
        quorum.voters().forEach(voter -> start(voter.id(), true));
    }

    /** A connection, which several may have one after the other. */
    public Client client() {
        return new Client(Connections.open(quorum.connect(), Optional.empty()));
    }

    /** To be closed by the one who asked for it. */
    public record Client(CuratorFramework curator) implements AutoCloseable {
        /** @param root below which all is */
        public Coordination at(ThreadLane lane, String root) {
            return new CuratorCoordination(curator, lane, root);
        }

        @Override
        public void close() {
            curator.close();
        }
    }

    public void start(int id, boolean isFirst) {
        try {
            running.put(
                    id,
                    EmbeddedMember.start(
                            new MemberSettings(
                                    folder.resolve("zookeeper-" + id),
                                    quorum,
                                    quorum.voters().get(id - 1),
                                    Optional.empty()),
                            isFirst,
                            0.5));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop(int id) {
        running.remove(id).close();
    }

    @Override
    public void close() {
        running.values().forEach(EmbeddedMember::close);
    }
}
