package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Leadership.Leader;
import io.genisys.connector.model.ClusterSettings;
import io.genisys.connector.model.ClusterView;
import io.genisys.connector.model.ClusterView.Lead;
import io.genisys.connector.model.ClusterView.Self;
import io.genisys.connector.model.ClusterView.Voters;
import io.genisys.connector.model.Voter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts together what one node knows of its cluster. */
final class ViewedCluster {
    private final String name;
    private final ClusterSettings settings;
    private final Membership membership;
    private final Probes probes;
    private final SharedHosts hosts;
    private final Optional<Instant> certificateEnd;

    ViewedCluster(
            String name,
            ClusterSettings settings,
            Membership membership,
            Probes probes,
            SharedHosts hosts,
            Optional<Instant> certificateEnd) {
        this.name = name;
        this.settings = settings;
        this.membership = membership;
        this.probes = probes;
        this.hosts = hosts;
        this.certificateEnd = certificateEnd;
    }

    ClusterView view(boolean hasQuorum, Optional<Leader> leader) {
        Map<String, Member> present = membership.members();
        List<ClusterView.Member> up = present.entrySet().stream()
                .map(one -> up(one.getKey(), one.getValue()))
                .toList();
        List<ClusterView.Member> members = Stream.concat(up.stream(), gone(up))
                .sorted(Comparator.comparing(ClusterView.Member::name))
                .toList();
        return new ClusterView(
                new Self(name, settings.node()),
                hasQuorum,
                leader.map(lead -> new Lead(lead.node(), lead.epoch())),
                members,
                voters(up.stream()
                        .filter(member -> hasQuorum || member.isHeard())
                        .toList()),
                differences(leader.map(Leader::node)),
                certificateEnd);
    }

    private ClusterView.Member up(String id, Member member) {
        Member.About about = member.about();
        return new ClusterView.Member(
                about.node(),
                about.address(),
                Optional.of(about.release()),
                about.isVoter(),
                true,
                hosts.drivenBy(id, member),
                id.equals(membership.id()) ? Optional.empty() : Optional.of(probes.contact(id)));
    }

    private Stream<ClusterView.Member> gone(List<ClusterView.Member> up) {
        return settings.voters().stream()
                .filter(voter -> up.stream().noneMatch(member -> member.name().equals(voter.name())))
                .map(voter -> new ClusterView.Member(
                        voter.name(), voter.address(), Optional.empty(), true, false, Set.of(), Optional.empty()));
    }

    private Optional<Voters> voters(List<ClusterView.Member> up) {
        int configured = settings.voters().size();
        List<String> names = settings.voters().stream().map(Voter::name).toList();
        int present = (int) up.stream()
                .map(ClusterView.Member::name)
                .distinct()
                .filter(names::contains)
                .count();
        return configured == 0 ? Optional.empty() : Optional.of(new Voters(configured, present, configured / 2 + 1));
    }

    /** What is decided goes by the settings of the leader. */
    private List<String> differences(Optional<String> leader) {
        Optional<NodeReport> leading = membership.members().entrySet().stream()
                .filter(one ->
                        leader.filter(one.getValue().about().node()::equals).isPresent())
                .findFirst()
                .flatMap(one -> probes.report(one.getKey()));
        return leading.map(NodeReport::settings)
                .map(theirs -> membership.members().entrySet().stream()
                        .sorted(Comparator.comparing(
                                one -> one.getValue().about().node()))
                        .flatMap(one -> probes.report(one.getKey()).stream()
                                .flatMap(report ->
                                        differences(one.getValue().about().node(), report.settings(), theirs).stream()))
                        .toList())
                .orElse(List.of());
    }

    private static List<String> differences(String node, Map<String, String> its, Map<String, String> leaders) {
        List<String> all = new ArrayList<>();
        new TreeMap<>(its).forEach((key, value) -> {
            String leading = leaders.getOrDefault(key, value);
            if (!leading.equals(value)) {
                all.add(key + " is " + value + " on " + node + ", and " + leading
                        + " on the leader: give all nodes the same");
            }
        });
        return all;
    }
}
