package io.genisys.connector.cluster;

import io.genisys.connector.cluster.VoterFolder.Stand;
import io.genisys.connector.model.Voter;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the start of a node until it has a quorum. Blocks. */
public final class QuorumSearch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuorumSearch.class);

    private final ClusterNode node;
    private final Optional<VoterFolder> folder;
    private final Optional<Ballot> ballot;
    private final Optional<Handshakes> handshakes;
    private volatile boolean votes;

    private QuorumSearch(
            ClusterNode node, Optional<VoterFolder> folder, Optional<Ballot> ballot, Optional<Handshakes> handshakes) {
        this.node = node;
        this.folder = folder;
        this.ballot = ballot;
        this.handshakes = handshakes;
    }

    /**
     * Begins.
     *
     * @param vertx of its own, without a cluster; to be closed by its owner after this one
     * @param path of this node's part of the store
     * @param services how many this node has from the time before
     */
    public static QuorumSearch begin(Vertx vertx, ClusterNode node, Path path, int services) throws IOException {
        Optional<Voter> self = node.settings().self();
        Quorum quorum = node.quorum();
        Optional<Handshakes> handshakes = node.tls().isOn()
                ? Optional.of(new Handshakes(vertx, quorum, node.settings().node(), node.tls()))
                : Optional.empty();
        if (self.isEmpty()) {
            return new QuorumSearch(node, Optional.empty(), Optional.empty(), handshakes);
        }
        VoterFolder folder = VoterFolder.open(path, quorum.voters());
        Candidate candidate = new Candidate(
                self.get().id(),
                self.get().name(),
                folder.stand(),
                services,
                quorum.voters().stream().map(Voter::id).toList());
        Ballot ballot = new Ballot(vertx, candidate, quorum, node.tls());
        ballot.serve(node.tls()).await();
        return new QuorumSearch(node, Optional.of(folder), Optional.of(ballot), handshakes);
    }

    /** Goes on for that long at most, and some seconds more. @return whether there is a quorum */
    public boolean goOn(Duration most) throws IOException, InterruptedException {
        if (folder.isPresent() && !votes) {
            decide(folder.get(), ballot.orElseThrow());
        }
        handshakes.ifPresent(Handshakes::tryAll);
        boolean isFound = node.awaitQuorum(most);
        if (isFound && votes) {
            folder.orElseThrow().voted();
        }
        return isFound && (votes || folder.isEmpty());
    }

    private void decide(VoterFolder own, Ballot asked) throws IOException {
        switch (own.stand()) {
            case VOTED, FIRST -> vote(own, own.stand() == Stand.FIRST);
            case EMPTY, REFILLING -> {
                Ballot.Result result = asked.ask().await();
                if (result == Ballot.Result.SOME_HAVE_DATA || node.hasQuorum()) {
                    LOG.info("This voter has no data: it fetches that of the others before it votes");
                    own.refill();
                    vote(own, false);
                } else if (result == Ballot.Result.NONE_HAS_DATA) {
                    LOG.info("No voter has data: this is the first start of the cluster");
                    own.first(asked.isMaker());
                    vote(own, true);
                }
            }
        }
    }

    private void vote(VoterFolder own, boolean isFirst) throws IOException {
        votes = true;
        node.vote(own.path(), isFirst, own.isMaker());
    }

    /** What is waited for: nodes, and what is known of them. May be asked by any thread. */
    public Map<String, String> awaited() {
        Map<String, String> all =
                new TreeMap<>(votes ? Map.of() : ballot.map(Ballot::awaited).orElse(Map.of()));
        handshakes.ifPresent(known -> all.putAll(known.faults()));
        return all;
    }

    @Override
    public void close() {
        ballot.ifPresent(Ballot::close);
        handshakes.ifPresent(Handshakes::close);
    }
}
