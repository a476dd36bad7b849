package io.genisys.connector.plan;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.KnownHosts;
import io.genisys.connector.model.KnownHosts.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which hosts are given up, so that their containers are replaced elsewhere:
 *
 * <ol>
 *   <li>A host that answers is not lost, nor is one that answers with errors once it is known what it runs.
 *   <li>A host that has not answered for the time limit is lost, and stays so until it answers.
 *   <li>But if more than half of the hosts that are not lost yet are silent at once, it is more likely that we are cut
 *       off than that they all died: no host is lost then, and replacement is suspended, until enough of them answer or
 *       an operator confirms it. Hosts that were added later and never answered do not count there, nor do those that
 *       are set aside: their engine answers under another name.
 *   <li>A host whose silence an operator confirmed is lost when its time limit is over, however many are.
 * </ol>
 *
 * Pure: time and reports come in as values.
 *
 * @param lost their containers count no more
 * @param confirmed silent hosts that count as lost whatever the others do
 * @param isSuspended whether a host would be lost if it were not for the third rule, and too many are silent still
 */
public record HostLosses(Set<HostName> lost, Set<HostName> confirmed, boolean isSuspended) {
    public static final HostLosses NONE = new HostLosses(Set.of(), Set.of(), false);

    public HostLosses {
        lost = Set.copyOf(lost);
        confirmed = Set.copyOf(confirmed);
    }

    /** Those that were kept. */
    public static HostLosses of(KnownHosts kept) {
        return new HostLosses(kept.in(Standing.LOST), kept.in(Standing.CONFIRMED), kept.isSuspended());
    }

    /** What has to be kept of them. */
    public KnownHosts known(Set<HostName> names) {
        TreeMap<HostName, Standing> standings = new TreeMap<>();
        names.forEach(host -> standings.put(host, Standing.COUNTED));
        confirmed.forEach(host -> standings.put(host, Standing.CONFIRMED));
        lost.forEach(host -> standings.put(host, Standing.LOST));
        return new KnownHosts(standings, isSuspended);
    }

    /** The same, of these hosts only. */
    public HostLosses within(Predicate<HostName> hosts) {
        return new HostLosses(
                lost.stream().filter(hosts).collect(Collectors.toSet()),
                confirmed.stream().filter(hosts).collect(Collectors.toSet()),
                isSuspended);
    }

    /** The same, without hosts that were found not to be lost. */
    public HostLosses withoutThoseFoundBy(HostLosses later) {
        return new HostLosses(intersection(lost, later.lost), intersection(confirmed, later.confirmed), isSuspended);
    }

    /**
     * The next ones. A host that is not among those heard of is as it was.
     *
     * @param since from when on silence counts: when each host was first heard of, last answered with an error, or we
     *     ourselves woke up from a pause
     */
    public HostLosses after(List<HostView> all, Map<HostName, Instant> since, Instant now, Duration limit) {
        List<HostView> hosts = all.stream().filter(host -> !host.isSetAside()).toList();
        Set<HostName> silent = names(hosts.stream().filter(HostView::isSilent).toList());
        Set<HostName> overdue = names(hosts.stream()
                .filter(HostView::isSilent)
                .filter(host -> !silentFrom(host, since).plus(limit).isAfter(now))
                .toList());
        Set<HostName> answering = minus(names(hosts), silent);
        Set<HostName> stillConfirmed = minus(confirmed, answering);
        Set<HostName> next = minus(lost, answering);
        next.addAll(intersection(stillConfirmed, overdue));
        Set<HostName> fresh = minus(silent, next);
        Set<HostName> newcomers =
                names(hosts.stream().filter(HostView::isNewcomer).toList());
        Set<HostName> voters = minus(minus(names(hosts), next), newcomers);
        boolean isCutOff = intersection(fresh, voters).size() * 2 > voters.size();
        Set<HostName> due = intersection(fresh, overdue);
        if (!isCutOff) {
            next.addAll(due);
        }
        return new HostLosses(next, stillConfirmed, isCutOff && (isSuspended || !due.isEmpty()));
    }

    /** An operator says that the hosts which are silent are gone indeed. */
    public HostLosses confirm(List<HostView> hosts) {
        return confirm(names(hosts.stream().filter(HostView::isSilent).toList()));
    }

    /** An operator says that these hosts are gone indeed. */
    public HostLosses confirm(Set<HostName> silent) {
        return new HostLosses(lost, silent, isSuspended);
    }

    private static Instant silentFrom(HostView host, Map<HostName, Instant> since) {
        Optional<Instant> first = Optional.ofNullable(since.get(host.host()));
        Optional<Instant> answered = Optional.of(host.engine().at()).filter(at -> host.isKnown());
        return Stream.concat(first.stream(), answered.stream())
                .max(Instant::compareTo)
                .orElse(Instant.MAX.minus(Duration.ofDays(1)));
    }

    private static Set<HostName> names(List<HostView> hosts) {
        return hosts.stream().map(HostView::host).collect(Collectors.toSet());
    }

    private static Set<HostName> intersection(Set<HostName> a, Set<HostName> b) {
        Set<HostName> both = new HashSet<>(a);
        both.retainAll(b);
        return both;
    }

    private static Set<HostName> minus(Set<HostName> a, Set<HostName> b) {
        Set<HostName> rest = new HashSet<>(a);
        rest.removeAll(b);
        return rest;
    }
}
