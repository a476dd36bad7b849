package io.genisys.connector.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.bus.SilentHost;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReportedFleetTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final HostName A = new HostName("a");
    private static final HostName B = new HostName("b");
    private static final ServiceDefinition WEB = DefinitionForm.read(Map.of("name", "web", "image", "nginx:1"));
    private static final ServiceDefinition SAME_IMAGE =
            DefinitionForm.read(Map.of("name", "other", "image", "docker.io/library/nginx:1"));

    private final List<HostName> asked = new ArrayList<>();
    private final ReportedFleet fleet = new ReportedFleet(Ownership.IMAGE, InstantSource.system(), asked::add);

    @Test
    void knowsNothingBeforeTheFirstReport() {
        assertThat(fleet.running(WEB)).isEmpty();
        fleet.accept(silent(A, 1));
        assertThat(fleet.running(WEB)).as("a host that never answered").isEmpty();
    }

    @Test
    void showsHowOldWhatIsKnownOfAHostIs() {
        fleet.accept(silent(B, 1));
        fleet.accept(all(A, 1, ours("1")));

        assertThat(fleet.hosts()).extracting(host -> host.engine().at()).containsExactly(NOW, Instant.EPOCH);
        assertThat(fleet.hosts())
                .extracting(host -> host.engine().eventsAt())
                .containsExactly(NOW.minusSeconds(5), Instant.EPOCH);
        assertThat(fleet.hosts()).extracting(host -> host.engine().hasEvents()).containsExactly(true, false);
    }

    @Test
    void countsWhatRunsOnAllHosts() {
        fleet.accept(all(A, 1, ours("1"), ours("2", ContainerState.EXITED)));
        fleet.accept(all(B, 1, ours("3")));

        assertThat(fleet.running(WEB)).hasValue(2);
        assertThat(fleet.replicas(WEB)).extracting(Replica::id).containsExactly("1", "2", "3");
    }

    @Test
    void theOrderOfContainersIsNotThatOfReports() {
        fleet.accept(all(B, 1, ours("3"), ours("1")));
        fleet.accept(all(A, 1, ours("4"), ours("2")));
        fleet.accept(change(
                B,
                2,
                List.of(ours("0"), ours("3", ContainerState.EXITED)),
                Set.of("1"),
                ours("0"),
                ours("3", ContainerState.EXITED)));

        assertThat(fleet.replicas(WEB)).extracting(Replica::id).containsExactly("2", "4", "0", "3");
        assertThat(fleet.running(WEB)).hasValue(3);
    }

    @Test
    void countsNothingOfALostHostUntilItAnswers() {
        fleet.accept(all(A, 1, ours("1")));
        fleet.accept(all(B, 1, ours("2")));
        fleet.accept(silent(B, 2, ours("2")));
        assertThat(fleet.running(WEB))
                .as("it stands while the host is only silent")
                .hasValue(2);

        fleet.lost(Set.of(B));
        assertThat(fleet.running(WEB)).hasValue(1);
        assertThat(fleet.replicas(WEB)).extracting(Replica::host).containsExactly(A);
        fleet.accept(silent(B, 3, ours("2")));
        assertThat(fleet.host(B).orElseThrow().isLost()).isTrue();

        fleet.accept(all(B, 4, ours("2"), ours("3")));
        assertThat(fleet.running(WEB)).hasValue(3);
        assertThat(fleet.host(B).orElseThrow().isReady()).isTrue();
    }

    @Test
    void answersAsOfOneMomentWhereItIsAskedTo() {
        fleet.accept(all(A, 1));
        CompletableFuture<Void> reports = CompletableFuture.runAsync(() -> {
            for (int i = 2; i <= 20_000; i++) {
                fleet.accept(i % 2 == 0 ? all(A, i, ours("1")) : all(A, i));
            }
        });
        while (!reports.isDone()) {
            boolean agree = fleet.still(() ->
                    fleet.host(A).orElseThrow().running() == fleet.replicas(WEB).size());
            assertThat(agree).isTrue();
        }
        assertThat(reports).isCompleted();
    }

    @Test
    void keepsTheCountOfAHostThatNobodyReportsOf() {
        fleet.accept(all(A, 1, ours("1")));
        fleet.accept(change(A, 2, List.of(ours("2")), Set.of(), ours("1"), ours("2")));
        fleet.silent(new SilentHost(A, new ReportNumber(7, 1)));
        assertThat(fleet.host(A).orElseThrow().isReady())
                .as("it has reported since")
                .isTrue();

        fleet.silent(new SilentHost(A, new ReportNumber(7, 2)));
        assertThat(fleet.host(A).orElseThrow().isReady()).isFalse();
        assertThat(fleet.running(WEB)).hasValue(2);
        fleet.accept(change(A, 3, List.of(), Set.of(), ours("1"), ours("2")));
        assertThat(fleet.host(A).orElseThrow().isReady()).isTrue();
    }

    @Test
    void tellsAnotherWhatIsOnAHostOfWhichNobodyReports() {
        ReportedFleet other = new ReportedFleet(Ownership.IMAGE, InstantSource.system(), asked::add);
        assertThat(fleet.remembered(A)).isEmpty();
        fleet.accept(all(A, 1, ours("1")));
        fleet.accept(change(A, 2, List.of(ours("2")), Set.of(), ours("1"), ours("2")));
        fleet.silent(new SilentHost(A, new ReportNumber(7, 2)));

        other.accept(fleet.remembered(A).orElseThrow());

        assertThat(other.running(WEB)).hasValue(2);
        assertThat(other.host(A).orElseThrow().condition()).isEqualTo(HostCondition.UNREACHABLE);
        other.accept(change(A, 3, List.of(ours("3")), Set.of(), ours("1"), ours("2"), ours("3")));
        assertThat(other.host(A).orElseThrow().isReady()).isTrue();
        assertThat(other.running(WEB)).hasValue(3);
        other.accept(fleet.remembered(A).orElseThrow());
        assertThat(other.running(WEB)).as("it has reported since").hasValue(3);
        assertThat(asked).isEmpty();
    }

    @Test
    void neverLosesAHostThatAnswers() {
        fleet.accept(all(A, 1, ours("1")));
        fleet.lost(Set.of(A));

        assertThat(fleet.running(WEB)).hasValue(1);
    }

    @Test
    void saysNothingWhereAllHostsAreLost() {
        fleet.accept(all(A, 1, ours("1")));
        fleet.accept(silent(A, 2, ours("1")));
        fleet.lost(Set.of(A));

        assertThat(fleet.running(WEB)).isEmpty();
    }

    @Test
    void countsALostHostAgainThatIsNoLongerGivenUp() {
        fleet.accept(all(A, 1, ours("1")));
        fleet.accept(silent(A, 2, ours("1")));
        fleet.lost(Set.of(A));
        fleet.lost(Set.of());

        assertThat(fleet.running(WEB)).hasValue(1);
        assertThat(fleet.host(A).orElseThrow().condition()).isEqualTo(HostCondition.UNREACHABLE);
    }

    @Test
    void forgetsAHostThatIsDrivenNoMore() {
        fleet.accept(all(A, 1, ours("1")));
        fleet.accept(all(B, 1, ours("2")));
        fleet.removed(A);

        assertThat(fleet.running(WEB)).hasValue(1);
        assertThat(fleet.hosts()).extracting(HostView::host).containsExactly(B);
    }

    @Test
    void keepsWhatItKnowsOfAHostThatIsDrivenAnewAndNotReachedYet() {
        fleet.accept(all(A, 1, ours("1")));
        fleet.accept(HostReport.unheard(A, HostProfile.PLAIN));
        assertThat(fleet.host(A).orElseThrow().isReady())
                .as("older than what is known")
                .isTrue();

        fleet.accept(unreached(A, 8));
        assertThat(fleet.running(WEB)).hasValue(1);
        assertThat(fleet.host(A).orElseThrow().engine().at()).isEqualTo(NOW);
        assertThat(fleet.host(A).orElseThrow().isReady()).isFalse();
    }

    /** The first report of a newer incarnation. */
    private static HostReport unreached(HostName host, long incarnation) {
        HostReport report = HostReport.unheard(host, HostProfile.PLAIN);
        return new HostReport(
                host,
                report.profile(),
                new ReportNumber(incarnation, 1),
                report.engine(),
                HostReport.Containers.all(List.of()));
    }

    @Test
    void countsFoundContainersForEveryServiceOfTheirImage() {
        fleet.accept(all(A, 1, found("1"), found("2")));

        assertThat(fleet.running(WEB)).hasValue(2);
        assertThat(fleet.running(SAME_IMAGE)).hasValue(2);
        ReportedFleet byLabel = new ReportedFleet(Ownership.LABEL, InstantSource.system(), asked::add);
        byLabel.accept(all(A, 1, found("1")));
        assertThat(byLabel.running(WEB)).hasValue(0);
    }

    @Test
    void countsNothingThatAnotherManagerClaims() {
        fleet.accept(all(A, 1, container("1", new Claim.Foreign(), ContainerState.RUNNING)));

        assertThat(fleet.running(WEB)).hasValue(0);
    }

    @Test
    void takesChangesOneAfterTheOther() {
        fleet.accept(all(A, 1, ours("1")));
        fleet.accept(change(A, 2, List.of(ours("2")), Set.of(), ours("1"), ours("2")));
        fleet.accept(change(A, 3, List.of(), Set.of("1"), ours("2")));

        assertThat(fleet.replicas(WEB)).extracting(Replica::id).containsExactly("2");
        assertThat(asked).isEmpty();
    }

    @Test
    void asksForAllWhereAReportWasMissedAndKeepsTheLastCountMeanwhile() {
        fleet.accept(all(A, 1, ours("1")));
        fleet.accept(change(A, 3, List.of(ours("2")), Set.of(), ours("1"), ours("2")));

        assertThat(asked).containsExactly(A);
        assertThat(fleet.running(WEB)).hasValue(1);
        fleet.accept(all(A, 4, ours("1"), ours("2"), ours("3")));
        assertThat(fleet.running(WEB)).hasValue(3);
    }

    @Test
    void asksForAllWhereAChangeLeadsElsewhereThanItSays() {
        fleet.accept(all(A, 1, ours("1")));
        fleet.accept(change(A, 2, List.of(ours("2")), Set.of(), ours("1"), ours("2"), ours("3")));

        assertThat(asked).containsExactly(A);
        assertThat(fleet.running(WEB)).hasValue(1);
    }

    @Test
    void passesOverOutdatedReports() {
        fleet.accept(all(A, 2, ours("1")));
        fleet.accept(all(A, 1));

        assertThat(fleet.running(WEB)).hasValue(1);
        assertThat(asked).isEmpty();
    }

    @Test
    void keepsTheCountOfAHostThatDoesNotAnswer() {
        fleet.accept(all(A, 1, ours("1")));
        fleet.accept(silent(A, 2, ours("1")));

        assertThat(fleet.running(WEB)).hasValue(1);
        assertThat(fleet.hosts()).singleElement().matches(host -> !host.isReady() && host.isKnown());
    }

    @Test
    void tellsWhatChanged() {
        List<FleetChange> changes = new ArrayList<>();
        fleet.listen(changes::add);
        fleet.accept(all(A, 1, ours("1"), found("2")));
        fleet.accept(change(A, 2, List.of(), Set.of("2"), ours("1")));
        fleet.accept(change(A, 3, List.of(), Set.of(), ours("1")));

        String nginx = "docker.io/library/nginx:1";
        assertThat(changes)
                .containsExactly(
                        new FleetChange(Set.of(WEB.name()), Set.of(nginx), true, true),
                        new FleetChange(Set.of(), Set.of(nginx), false, true),
                        new FleetChange(Set.of(), Set.of(), false, false));
    }

    @Test
    void timesAreByTheClockOfWhoReceives() {
        Instant here = Instant.parse("2026-01-01T12:00:00Z");
        Instant there = here.minusSeconds(3600);
        ReportedFleet receiving = new ReportedFleet(Ownership.LABEL, () -> here, asked::add);
        HostReport report = all(A, 1);

        receiving.accept(new HostReport(
                A,
                report.profile(),
                report.number(),
                report.engine().answered(there.minusSeconds(2)),
                report.containers(),
                Optional.of(there)));

        assertThat(receiving.host(A).orElseThrow().engine().at()).isEqualTo(here.minusSeconds(2));
    }

    private static HostReport all(HostName host, long sequence, Container... there) {
        return report(host, sequence, HostCondition.READY, true, Arrays.asList(there), Set.of(), there);
    }

    private static HostReport change(
            HostName host, long sequence, List<Container> present, Set<String> gone, Container... there) {
        return report(host, sequence, HostCondition.READY, false, present, gone, there);
    }

    /** Known before where it has containers. */
    private static HostReport silent(HostName host, long sequence, Container... there) {
        HostReport report = report(host, sequence, HostCondition.UNREACHABLE, false, List.of(), Set.of(), there);
        return new HostReport(
                host,
                HostProfile.PLAIN,
                new ReportNumber(report.number().incarnation(), sequence),
                new EngineStatus(
                        HostCondition.UNREACHABLE,
                        there.length == 0 ? Instant.EPOCH : NOW,
                        there.length == 0 ? Instant.EPOCH : NOW,
                        Optional.empty(),
                        Optional.of(new Failure(FailureKind.UNREACHABLE, "gone"))),
                new HostReport.Containers(
                        sequence == 1, List.of(), Set.of(), report.containers().digest()));
    }

    private static HostReport report(
            HostName host,
            long sequence,
            HostCondition condition,
            boolean complete,
            List<Container> present,
            Set<String> gone,
            Container... there) {
        return new HostReport(
                host,
                HostProfile.PLAIN,
                new ReportNumber(7, sequence),
                new EngineStatus(condition, NOW, NOW.minusSeconds(5), Optional.of("20.10"), Optional.empty()),
                new HostReport.Containers(complete, present, gone, HostReport.digest(Arrays.asList(there))));
    }

    private static Container ours(String id) {
        return ours(id, ContainerState.RUNNING);
    }

    private static Container ours(String id, ContainerState state) {
        return container(id, new Claim.Ours(new ServiceName("web"), Integer.parseInt(id), ""), state);
    }

    private static Container found(String id) {
        return container(id, new Claim.Unlabelled(), ContainerState.RUNNING);
    }

    private static Container container(String id, Claim claim, ContainerState state) {
        return new Container(
                id,
                "c" + id,
                claim,
                Optional.of("docker.io/library/nginx:1"),
                NOW,
                Container.Run.of(state, Health.NONE));
    }
}
