package io.genisys.connector.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A cluster as one of its nodes sees it.
 *
 * @param self whose view it is
 * @param hasQuorum whether that node has a connection to a majority of the voters
 * @param lead empty if it knows of none
 * @param members by name; voters that are gone are among them
 * @param voters of the embedded store; empty if it is an ensemble elsewhere
 * @param differences settings of nodes that are not those of the leader, in words
 * @param certificateEnd of that node's certificate; empty without TLS
 */
public record ClusterView(
        Self self,
        boolean hasQuorum,
        Optional<Lead> lead,
        List<Member> members,
        Optional<Voters> voters,
        List<String> differences,
        Optional<Instant> certificateEnd) {
    public ClusterView {
        Objects.requireNonNull(self);
        Objects.requireNonNull(lead);
        members = List.copyOf(members);
        Objects.requireNonNull(voters);
        differences = List.copyOf(differences);
        Objects.requireNonNull(certificateEnd);
    }

    /** The name of the node whose view it is. */
    public String node() {
        return self.node();
    }

    /** Whether it is known how that node is: without a quorum only of itself, and of those that answer it. */
    public boolean isKnown(Member member) {
        return hasQuorum || member.isHeard();
    }

    /** The name of the node that drives that host; empty if none does. */
    public Optional<String> driver(HostName host) {
        return members.stream()
                .filter(member -> member.isUp() && member.hosts().contains(host))
                .map(Member::name)
                .findFirst();
    }

    /**
     * A node and its cluster.
     *
     * @param cluster its name, which all nodes have
     */
    public record Self(String cluster, String node) {}

    /** @param epoch larger than that of every earlier leader */
    public record Lead(String node, int epoch) {}

    /** @param needed for a quorum */
    public record Voters(int configured, int up, int needed) {}

    /**
     * A node.
     *
     * @param release empty if it is gone
     * @param hosts that it drives
     * @param contact empty for the node itself, and for one that is gone
     */
    public record Member(
            String name,
            String address,
            Optional<String> release,
            boolean isVoter,
            boolean isUp,
            Set<HostName> hosts,
            Optional<Contact> contact) {
        /** Whether it is the node itself, or answers it. */
        public boolean isHeard() {
            return isUp && contact.map(Contact::isHeard).orElse(true);
        }
    }

    /**
     * How another node is heard.
     *
     * @param silence since its last answer; empty if it has not answered yet
     * @param clockOffset by how much its wall clock is ahead of ours
     * @param isHeard whether it answers through the event bus
     */
    public record Contact(Optional<Duration> silence, Optional<Duration> clockOffset, boolean isHeard) {}
}
