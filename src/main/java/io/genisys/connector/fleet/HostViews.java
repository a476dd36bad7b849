package io.genisys.connector.fleet;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.HostView;
import java.time.Instant;
import java.util.Optional;

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

    /** Of a host that has a new driver, which has not reached it yet. */
    static HostView unheard(HostView before, HostReport report) {
        return new HostView(
                report.host(),
                report.profile(),
                report.condition(),
                before.at(),
                before.eventsAt(),
                before.engineVersion(),
                report.lastError(),
                before.running(),
                before.ours(),
                report.incarnation(),
                report.sequence());
    }

    /**
     * Of a host after a report.
     *
     * @param before as it was known
     * @param change that the report made
     */
    static HostView of(HostView before, HostReport report, ContainerDiff change) {
        return new HostView(
                report.host(),
                report.profile(),
                report.condition(),
                report.at(),
                report.eventsAt(),
                report.engineVersion(),
                report.lastError(),
                before.running() + change.more(Container::isRunning),
                before.ours() + change.more(container -> container.claim() instanceof Claim.Ours),
                report.incarnation(),
                report.sequence());
    }
}
