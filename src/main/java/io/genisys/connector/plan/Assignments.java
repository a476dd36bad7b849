package io.genisys.connector.plan;

import io.genisys.connector.model.Assigned;
import io.genisys.connector.model.Assigned.Hold;
import io.genisys.connector.model.HostName;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which node drives each of the hosts that several nodes may drive:
 *
 * <ol>
 *   <li>A host that no node drives goes to the one of those that list it which drives the fewest hosts, then to the
 *       first by name.
 *   <li>It stays there while that node is there, lists it and reaches it.
 *   <li>If the node is gone or lists it no more, or has not reached it for the limit and another one lists it, it is
 *       withdrawn first: the next node gets it when the one before carries out nothing there any more.
 *   <li>One that was not reached goes from node to node, by their names. If none of them reached it, each has it for
 *       twice as long in the next round, up to 64 times the limit.
 *   <li>If it has been quiet, and a node drives at least two more hosts than another one that may drive one of them,
 *       that one is withdrawn. One host at a time moves so.
 * </ol>
 *
 * Pure: what is known comes in as values.
 *
 * @param hosts also those whose node has ended, until they are given to another one
 */
public record Assignments(NavigableMap<HostName, Assigned> hosts) {
    public static final Assignments NONE = new Assignments(Collections.emptyNavigableMap());

    private static final int MOST_DOUBLINGS = 6;

    public Assignments {
        hosts = hosts == null
                ? Collections.emptyNavigableMap()
                : Collections.unmodifiableNavigableMap(new TreeMap<>(hosts));
    }

    /**
     * A node that is there.
     *
     * @param own how many hosts only this one may drive
     * @param listed hosts that it may drive, and others too
     */
    public record Node(int own, Set<HostName> listed) {
        public Node {
            listed = Set.copyOf(listed);
        }
    }

    /**
     * What is known.
     *
     * @param nodes those that are there, by id
     * @param ended hosts that were withdrawn for so long that their node carries out nothing there any more
     * @param unreached for how long those were not reached that are not reached now
     * @param limit from when on another node is to try
     * @param isQuiet whether nodes and lists have been the same for a while
     */
    public record Situation(
            Map<String, Node> nodes,
            Set<HostName> ended,
            Map<HostName, Duration> unreached,
            Duration limit,
            boolean isQuiet) {
        public Situation {
            nodes = Map.copyOf(nodes);
            ended = Set.copyOf(ended);
            unreached = Map.copyOf(unreached);
        }

        private NavigableSet<String> candidates(HostName host) {
            return nodes.entrySet().stream()
                    .filter(node -> node.getValue().listed().contains(host))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private boolean hasEnded(HostName host, Assigned last) {
            return last.hold() == Hold.FREE || (last.isWithdrawn() && ended.contains(host));
        }
    }

    /**
     * The next ones.
     *
     * @param number of each that is new
     */
    public Assignments next(Situation now, long number) {
        NavigableMap<HostName, Assigned> next = new TreeMap<>(hosts);
        Set<HostName> open = new TreeSet<>();
        now.nodes().values().forEach(node -> open.addAll(node.listed()));
        hosts.forEach((host, last) -> {
            if (now.hasEnded(host, last)) {
                open.add(host);
            } else {
                open.remove(host);
                next.put(host, kept(host, last, now));
            }
        });
        open.forEach(host -> give(host, now, number, next));
        if (now.isQuiet() && next.equals(hosts)) {
            even(now, next);
        }
        return new Assignments(next);
    }

    private static Assigned kept(HostName host, Assigned last, Situation now) {
        if (!last.isHeld()) {
            return last;
        }
        Set<String> candidates = now.candidates(host);
        if (!candidates.contains(last.node())) {
            return last.withdrawn(0);
        }
        Optional<Duration> unreached = Optional.ofNullable(now.unreached().get(host));
        if (unreached.isEmpty()) {
            return last.reached();
        }
        int rounds = Math.min(last.tries() / candidates.size(), MOST_DOUBLINGS);
        boolean isOverdue = unreached.get().compareTo(now.limit().multipliedBy(1L << rounds)) >= 0;
        return isOverdue && candidates.size() > 1 ? last.withdrawn(last.tries() + 1) : last;
    }

    private static void give(HostName host, Situation now, long number, NavigableMap<HostName, Assigned> next) {
        NavigableSet<String> candidates = now.candidates(host);
        Optional<Assigned> last = Optional.ofNullable(next.remove(host));
        if (candidates.isEmpty()) {
            return;
        }
        int tries = last.map(Assigned::tries).orElse(0);
        String node = last.filter(before -> before.tries() > 0)
                .map(before ->
                        Optional.ofNullable(candidates.higher(before.node())).orElseGet(candidates::first))
                .orElseGet(() -> least(candidates, now, next));
        next.put(host, new Assigned(node, number, tries, Hold.HELD));
    }

    private static String least(NavigableSet<String> candidates, Situation now, Map<HostName, Assigned> next) {
        return Collections.min(
                candidates,
                Comparator.<String>comparingInt(node -> load(node, now, next)).thenComparing(node -> node));
    }

    /** What is about to end counts no more: it goes to another one. */
    private static int load(String node, Situation now, Map<HostName, Assigned> all) {
        return now.nodes().get(node).own()
                + (int) all.values().stream()
                        .filter(host -> host.isHeld() && host.node().equals(node))
                        .count();
    }

    private static void even(Situation now, NavigableMap<HostName, Assigned> next) {
        if (!next.values().stream().allMatch(Assigned::isHeld)) {
            return;
        }
        List<HostName> uneven = next.keySet().stream()
                .filter(host -> !now.unreached().containsKey(host) && excess(host, now, next) >= 2)
                .toList();
        uneven.stream()
                .max(Comparator.<HostName>comparingInt(host -> excess(host, now, next))
                        .thenComparing(Comparator.reverseOrder()))
                .ifPresent(host -> next.compute(host, (same, held) -> held.withdrawn(0)));
    }

    /** How many more hosts its node drives than another one that may drive it. */
    private static int excess(HostName host, Situation now, NavigableMap<HostName, Assigned> all) {
        String node = all.get(host).node();
        return load(node, now, all) - load(least(now.candidates(host), now, all), now, all);
    }
}
