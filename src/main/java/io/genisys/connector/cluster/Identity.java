package io.genisys.connector.cluster;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.Voter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        hosts.forEach((name, url) -> its.hosts.forEach((theirName, theirUrl) -> {
            if (name.equals(theirName)) {
                faults.add(new FieldError(
                        "docker.hosts",
                        "has " + name + ", and so has node " + other + ": give each engine a name of its own, and list"
                                + " it on one node"));
            } else if (url.equals(theirUrl) && !isLocal(url)) {
                faults.add(new FieldError(
                        "docker.hosts",
                        "has " + url + " as " + name + ", and node " + other + " has it as " + theirName
                                + ": its containers would count twice; list it on one node"));
            }
        }));
        if (!fits(its.quorum)) {
            faults.add(new FieldError(
                    "cluster.quorum",
                    "is not that of node " + other + ": add voters, or replace one of them, node by node"));
        }
        return faults;
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
