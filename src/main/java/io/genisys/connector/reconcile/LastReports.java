package io.genisys.connector.reconcile;

import io.genisys.connector.bus.SilentHost;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ReportNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * When the newest report of each host came, by our own clock: a host whose driver reports no more is not ready,
 * whatever the last report said. Used from one context only.
 */
final class LastReports {
    private final Map<HostName, Report> newest = new HashMap<>();

    /** Takes note of the reports that have come by now. */
    void note(List<HostView> hosts, Instant now) {
        hosts.forEach(host -> newest.compute(
                host.host(), (h, last) -> last != null && last.isOf(host) ? last : Report.of(host, now)));
        if (newest.size() > hosts.size()) {
            newest.keySet().retainAll(hosts.stream().map(HostView::host).collect(Collectors.toSet()));
        }
    }

    /** While we did not run, none could come. */
    void wakeUp(Instant now) {
        newest.replaceAll((host, last) -> new Report(last.number(), now));
    }

    /** Those that are taken for answering, and have not reported for so long. */
    List<SilentHost> silent(List<HostView> hosts, Instant now, Duration limit) {
        return hosts.stream()
                .filter(host -> !host.isSilent() && !host.isSetAside())
                .filter(host -> isOlder(newest.get(host.host()), now.minus(limit)))
                .map(host -> new SilentHost(host.host(), host.report()))
                .toList();
    }

    /** @param last null if none came yet */
    private static boolean isOlder(Report last, Instant limit) {
        return last != null && last.at().isBefore(limit);
    }

    private record Report(ReportNumber number, Instant at) {
        static Report of(HostView host, Instant now) {
            return new Report(host.report(), now);
        }

        boolean isOf(HostView host) {
            return number.equals(host.report());
        }
    }
}
