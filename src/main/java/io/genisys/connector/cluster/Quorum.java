package io.genisys.connector.cluster;

import io.genisys.connector.model.Voter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who votes, and on which ports ZooKeeper listens there.
 *
 * @param voters 1, 3 or 5
 * @param port of the event bus; ZooKeeper has the next three, for clients, for the followed leader and for elections
 */
public record Quorum(List<Voter> voters, int port) {
    public Quorum {
        voters = List.copyOf(voters);
    }

    int clientPort() {
        return port + 1;
    }

    int leaderPort() {
        return port + 2;
    }

    int electionPort() {
        return port + 3;
    }

    /** Where clients find ZooKeeper. */
    String connect() {
        return voters.stream()
                .map(voter -> hostPart(voter.address()) + ":" + clientPort())
                .collect(Collectors.joining(","));
    }

    static String hostPart(String address) {
        return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    }
}
