package io.genisys.connector.cluster;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a node tells all others of itself.
 *
 * @param about what it is
 * @param host where its event bus listens, empty before it does
 * @param port likewise, 0 before
 * @param handlers those of its event bus: their numbers by address
 */
public record Member(About about, String host, int port, SortedMap<String, List<Long>> handlers) {
    public Member {
        Objects.requireNonNull(about);
        host = host == null ? "" : host;
        handlers = handlers == null ? new TreeMap<>() : handlers;
    }

    /**
     * What stays as it is, but for the hosts that a node lists.
     *
     * @param node its name
     * @param address at which the other nodes reach it
     * @param release of the connector that it runs
     * @param protocol the newest that it understands
     * @param isVoter whether it counts for the quorum
     * @param identity what has to fit together with the other nodes
     */
    public record About(String node, String address, String release, int protocol, boolean isVoter, Identity identity) {
        public About {
            Objects.requireNonNull(node);
            address = address == null ? "" : address;
            release = release == null ? "" : release;
            identity = identity == null ? new Identity(Map.of(), Map.of(), List.of()) : identity;
        }

        About with(Identity other) {
            return new About(node, address, release, protocol, isVoter, other);
        }
    }

    static Member of(About about) {
        return new Member(about, "", 0, new TreeMap<>());
    }

    Member listing(Map<String, String> hosts) {
        return new Member(about.with(about.identity().with(hosts)), host, port, handlers);
    }

    Member listening(String nextHost, int nextPort) {
        return new Member(about, nextHost, nextPort, handlers);
    }

    Member with(String address, long handler) {
        SortedMap<String, List<Long>> next = new TreeMap<>(handlers);
        next.merge(address, List.of(handler), Member::joined);
        return new Member(about, host, port, next);
    }

    Member without(String address, long handler) {
        SortedMap<String, List<Long>> next = new TreeMap<>(handlers);
        next.computeIfPresent(address, (same, all) -> {
            List<Long> left = all.stream().filter(one -> one != handler).toList();
            return left.isEmpty() ? null : left;
        });
        return new Member(about, host, port, next);
    }

    private static List<Long> joined(List<Long> some, List<Long> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }
}
