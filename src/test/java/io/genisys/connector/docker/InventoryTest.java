package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private final List<HostReport> reports = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final Inventory inventory = new Inventory(
            new ReportWriter(HostName.DEFAULT, HostProfile.PLAIN, new Driving(() -> now, 1), reports::add), () -> now);

    @Test
    void reportsAllAtFirstAndThenWhatChanged() {
        list(running("1"), running("2"));
        list(running("1"), exited("2"));
        list(running("1"));
        list(running("1"));

        assertThat(reports).extracting(report -> report.containers().complete()).containsExactly(true, false, false);
        assertThat(reports.get(1).containers().present()).containsExactly(exited("2"));
        assertThat(reports.get(2).containers().gone()).isEqualTo(Set.of("2"));
        assertThat(reports).extracting(report -> report.number().sequence()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void keepsWhatWasDoneWhileAListWasUnderWay() {
        list();
        inventory.mark();
        inventory.put(running("1"));
        inventory.listed(List.of(), "20.10", Optional.empty());

        assertThat(inventory.find("1")).contains(running("1"));
        list();
        assertThat(inventory.find("1")).isEmpty();
    }

    @Test
    void whatWasToReturnAndEndedUnseenIsNoLongerThere() {
        list(running("1"), running("2"));
        inventory.mayReturn("1");
        inventory.mayReturn("2");
        inventory.missedEvents();
        list(exited("2"));

        assertThat(inventory.find("1")).isEmpty();
        assertThat(inventory.find("2")).contains(exited("2"));
    }

    /** A balancer may still have it in its list. */
    @Test
    void theDrainDelayBeginsWhenAContainerLeavesTheLists() {
        Duration delay = Duration.ofSeconds(10);
        list(running("1"), running("2"), running("4").unhealthy());
        assertThat(inventory.untilSignal("1", delay)).isZero();
        list(running("1").unhealthy(), running("2"), running("4").unhealthy());
        now = now.plusSeconds(4);
        inventory.drains("1");
        inventory.drains("2");
        inventory.put(starting("3"));
        inventory.drains("3");

        assertThat(inventory.untilSignal("1", delay)).isEqualTo(Duration.ofSeconds(6));
        assertThat(inventory.untilSignal("2", delay)).isEqualTo(delay);
        assertThat(inventory.untilSignal("3", delay)).isZero();
        assertThat(inventory.untilSignal("4", delay))
                .as("when it was first seen")
                .isEqualTo(Duration.ofSeconds(6));
        assertThat(inventory.untilSignal("1", Duration.ofSeconds(3))).isZero();
        list(exited("1"), running("2"));
        assertThat(inventory.untilSignal("1", delay)).isZero();
        inventory.stays("2");
        inventory.drains("2");
        assertThat(inventory.untilSignal("2", delay)).isEqualTo(delay);
    }

    @Test
    void showsNoContainersOnceItsEngineIsDrivenUnderAnotherName() {
        list(running("1"), running("2"));
        inventory.setAside(new Failure(FailureKind.CONFLICT, "a and b are the same"));

        HostReport last = reports.get(1);
        assertThat(last.containers().gone()).containsExactlyInAnyOrder("1", "2");
        assertThat(last.engine().condition()).isEqualTo(HostCondition.FAILING);
        assertThat(last.containers().digest()).isZero();
        inventory.put(running("3"));
        assertThat(inventory.find("3"))
                .as("started by an order that was under way")
                .isEmpty();
        inventory.mark();
        list(running("1"));
        assertThat(reports.get(2).containers().present()).containsExactly(running("1"));
    }

    @Test
    void keepsTheLastCountWhileTheEngineIsSilent() {
        list(running("1"));
        inventory.stands(HostCondition.UNREACHABLE, new Failure(FailureKind.UNREACHABLE, "gone"));
        inventory.reportAll();

        HostReport last = reports.get(reports.size() - 1);
        assertThat(last.engine().condition()).isEqualTo(HostCondition.UNREACHABLE);
        assertThat(last.containers().present()).containsExactly(running("1"));
        assertThat(last.containers().digest()).isEqualTo(HostReport.digest(List.of(running("1"))));
    }

    /** A quiet engine answers pings all the same: the two ages differ. */
    @Test
    void tellsWhenTheStreamOfEventsLastGaveASignOfLife() {
        inventory.stands(HostCondition.UNREACHABLE, new Failure(FailureKind.UNREACHABLE, "not yet"));
        inventory.heard();
        list(running("1"));
        Instant heard = now;
        now = now.plusSeconds(5);
        inventory.answered();
        inventory.heard();
        now = now.plusSeconds(5);
        inventory.answered();

        assertThat(reports)
                .extracting(report -> report.engine().eventsAt())
                .containsExactly(Instant.EPOCH, heard, heard, heard.plusSeconds(5));
        assertThat(reports)
                .extracting(report -> report.engine().at())
                .containsExactly(Instant.EPOCH, heard, heard.plusSeconds(5), now);
    }

    @Test
    void tellsTheNewStartOfWhatWasStartedAnewWhileNobodyWatched() {
        Instant first = now.minusSeconds(60);
        inventory.put(running("1").startedAt(Optional.of(first)));
        inventory.missedEvents();
        list(running("1"));
        assertThat(inventory.find("1").orElseThrow().startedAt()).contains(first);

        assertThat(inventory.askForStarts(5)).containsExactly("1");
        inventory.started(Map.of("1", Optional.of(now)));
        assertThat(reports.get(reports.size() - 1).containers().present())
                .containsExactly(running("1").startedAt(Optional.of(now)));
    }

    @Test
    void tellsNoStartOfARunThatHasEnded() {
        list(running("1"));
        inventory.askForStarts(5);
        inventory.ended("1");
        list(running("1"));
        inventory.started(Map.of("1", Optional.of(now)));

        assertThat(inventory.find("1").orElseThrow().startedAt()).isEmpty();
    }

    private void list(Container... containers) {
        inventory.mark();
        inventory.listed(List.of(containers), "20.10", Optional.empty());
    }

    private static Container running(String id) {
        return container(id, new Claim.Ours(new ServiceName("web"), 1, ""), ContainerState.RUNNING);
    }

    private static Container starting(String id) {
        Container container = running(id);
        return new Container(
                id,
                container.name(),
                container.claim(),
                Optional.empty(),
                Instant.EPOCH,
                Container.Run.of(ContainerState.RUNNING, Health.STARTING));
    }

    private static Container exited(String id) {
        return container(id, new Claim.Ours(new ServiceName("web"), 1, ""), ContainerState.EXITED);
    }

    static Container container(String id, Claim claim, ContainerState state) {
        return new Container(
                id, "c" + id, claim, Optional.empty(), Instant.EPOCH, Container.Run.of(state, Health.NONE));
    }
}
