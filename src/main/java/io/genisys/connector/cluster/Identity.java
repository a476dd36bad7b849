package io.genisys.connector.cluster;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.Voter;
import io.genisys.connector.plan.Assignments;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What has to fit together on all nodes.
 *
 * @param settings that are the same on all of them, by key
 * @param hosts the urls of the engines that this node lists, by name
 * @param quorum the voters
 */
public record Identity(Map<String, String> settings, Map<String, String> hosts, List<Voter> quorum) {
    private static final String UNIX = "unix:";

    public Identity {
        settings = settings == null ? Map.of() : Map.copyOf(settings);
        hosts = hosts == null ? Map.of() : Map.copyOf(hosts);
        quorum = quorum == null ? List.of() : List.copyOf(quorum);
    }

    /**
     * Why this node cannot be in one cluster with another one; empty if it can.
     *
     * @param other the name of the other node
     */
    List<FieldError> against(String other, Identity its) {
        List<FieldError> faults = new ArrayList<>();
        settings.forEach((key, value) -> {
            String theirs = its.settings.getOrDefault(key, value);
            if (!theirs.equals(value)) {
                faults.add(new FieldError(
                        key,
                        "is " + value + ", and on node " + other + " " + theirs + ": make it the same on all nodes"));
            }
        });
        faults.addAll(hostsAgainst(other, its));
        if (!fits(its.quorum)) {
            faults.add(new FieldError(
                    "cluster.quorum",
                    "is not that of node " + other + ": add voters, or replace one of them, node by node"));
        }
        return faults;
    }

    /** Why these hosts cannot be listed on this node; empty if they can. An engine of TCP may be on several nodes. */
    List<FieldError> hostsAgainst(String other, Identity its) {
        List<FieldError> faults = new ArrayList<>();
        new TreeMap<>(hosts).forEach((name, url) -> new TreeMap<>(its.hosts).forEach((theirName, theirUrl) -> {
            if (name.equals(theirName) && (!url.equals(theirUrl) || isLocal(url))) {
                faults.add(new FieldError(
                        "docker.hosts",
                        "has " + name + " at " + url + ", and node " + other + " has it at " + theirUrl
                                + ": give each engine a name of its own"));
            } else if (url.equals(theirUrl) && !name.equals(theirName) && !isLocal(url)) {
                faults.add(new FieldError(
                        "docker.hosts",
                        "has " + url + " as " + name + ", and node " + other + " has it as " + theirName
                                + ": its containers would count twice; give it the same name on both"));
            }
        }));
        return faults;
    }

    /** What this node may drive. */
    Assignments.Node listing() {
        return new Assignments.Node(own().size(), in(url -> !isLocal(url)));
    }

    /** Those that no other node drives. */
    Set<HostName> own() {
        return in(Identity::isLocal);
    }

    private Set<HostName> in(Predicate<String> urls) {
        return hosts.entrySet().stream()
                .filter(host -> urls.test(host.getValue()))
                .map(host -> new HostName(host.getKey()))
                .collect(Collectors.toSet());
    }

    /** The same with other hosts. */
    public Identity with(Map<String, String> others) {
        return new Identity(settings, others, quorum);
    }

    /** Whether several nodes may list the engine at that url. */
    public static boolean isShared(URI url) {
        return !isLocal(url.toString());
    }

    /** Of one machine: it means another engine on each. */
    private static boolean isLocal(String url) {
        return url.startsWith(UNIX);
    }

    /** While voters are added, or one of them is replaced, nodes differ for a time. */
    private boolean fits(List<Voter> theirs) {
        Set<Voter> onlyOurs = new HashSet<>(quorum);
        theirs.forEach(onlyOurs::remove);
        Set<Voter> onlyTheirs = new HashSet<>(theirs);
        quorum.forEach(onlyTheirs::remove);
        return onlyOurs.isEmpty() || onlyTheirs.isEmpty() || (onlyOurs.size() == 1 && onlyTheirs.size() == 1);
    }
}
