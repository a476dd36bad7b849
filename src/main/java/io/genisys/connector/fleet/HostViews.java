package io.genisys.connector.fleet;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.HostView;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes views of hosts from their reports. */
final class HostViews {
    private HostViews() {}

    /** Of a host before its first report. */
    static HostView unknown(HostName host) {
        return new HostView(
                host,
                HostProfile.PLAIN,
                HostCondition.UNREACHABLE,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Long.MIN_VALUE,
                0);
    }

    static HostView of(HostReport report, Collection<Container> containers) {
        int running = count(containers, Container::isRunning);
        int ours = count(containers, container -> container.claim() instanceof Claim.Ours);
        return new HostView(
                report.host(),
                report.profile(),
                report.condition(),
                report.at(),
                report.eventsAt(),
                report.engineVersion(),
                report.lastError(),
                running,
                ours,
                report.incarnation(),
                report.sequence());
    }

    private static int count(Collection<Container> containers, Predicate<Container> which) {
        return (int) containers.stream().filter(which).count();
    }
}
