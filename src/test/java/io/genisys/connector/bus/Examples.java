package io.genisys.connector.bus;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.BackOff;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.LogRange;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PublishedPort;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.ServiceUpdate;
import io.genisys.connector.model.Unplaced;
import io.genisys.connector.model.UpdateState;
import io.genisys.connector.model.Variant;
import io.genisys.connector.testing.Someone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** One or several of each message. */
final class Examples {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901234Z");
    private static final HostName A = new HostName("a");
    private static final ServiceName WEB = new ServiceName("web");
    private static final HostProfile WEST =
            new HostProfile(Map.of("zone", "west", "ssd", "true"), OptionalInt.of(100), Optional.of("host.example"));
    private static final Failure NO_ROUTE = new Failure(FailureKind.UNREACHABLE, "no \"route\" to \u00e4");
    private static final Container CONTAINER = new Container(
            "0123",
            "genisys-web-1",
            new Claim.Ours(WEB, 1, "hash"),
            Optional.of("docker.io/library/nginx:1"),
            NOW,
            new Container.Run(
                    ContainerState.RUNNING,
                    Health.HEALTHY,
                    Optional.of(NOW),
                    OptionalInt.of(3),
                    List.of(
                            new PublishedPort(PortSpec.parse("8080"), "0.0.0.0", 32768),
                            new PublishedPort(PortSpec.parse("53/udp"), "::", 32769))));
    private static final Container FOUND = new Container(
            "4567",
            "by-hand",
            new Claim.Unlabelled(),
            Optional.empty(),
            NOW,
            Container.Run.of(ContainerState.EXITED, Health.NONE));

    private static final Variant PINNED = new Variant(
            Optional.of("r1"), Optional.of(new ImagePin(Optional.of("sha256:f00d"), Map.of(A, "sha256:1"))));

    private Examples() {}

    static Stream<Object> messages() {
        return Stream.of(
                A,
                WEB,
                new HostOrder.Start(7, definition(), 2, 9, true),
                new HostOrder.Stop(
                        7,
                        WEB,
                        "0123",
                        Optional.of("SIGINT"),
                        Optional.of(Duration.ofSeconds(30)),
                        Duration.ofMillis(1500),
                        HostOrder.Stop.End.STOP_AND_REMOVE),
                new HostOrder.Stop(
                        8, WEB, "0123", Optional.empty(), Optional.empty(), Duration.ZERO, HostOrder.Stop.End.REMOVE),
                new OrderOutcome(new ReportNumber(1, 2), Optional.empty()),
                new OrderOutcome(new ReportNumber(1, 2), Optional.of(NO_ROUTE)),
                new TakeOver(3 << 20),
                new TakenOver(
                        report(),
                        List.of(new HostOrder.Start(7, definition(), 2, 9, false)),
                        List.of(new HostOrder.Stop(
                                8,
                                WEB,
                                "0123",
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ZERO,
                                HostOrder.Stop.End.STOP))),
                new HostOrder.Start(7, definition(), 2, 9, true, PINNED),
                new PullImage(definition(), 9, true, PINNED),
                new PulledImage(Optional.of("sha256:f00d"), "sha256:1"),
                new PulledImage(Optional.empty(), "sha256:1"),
                new LogTail(List.of("one", "two \u00e4")),
                new LogRange("0123", 100, Optional.of(NOW)),
                new ScaleRequest(WEB, 3, Duration.ofSeconds(10), Someone.ALICE),
                new ScaleOutcome(WEB, 3, 2, false, Optional.of(NO_ROUTE), Map.of(A, new ReportNumber(1, 2))),
                new ScaleStatus(
                        WEB,
                        OptionalInt.of(3),
                        false,
                        new ScaleStatus.Counts(1, 2, 3, 4, 5, 6),
                        new ScaleStatus.Reasons(
                                List.of(new Unplaced(A, "host a is cordoned")),
                                Optional.of(NO_ROUTE),
                                List.of(new BackOff(A, 2, NOW, NOW, NO_ROUTE, List.of("last")))),
                        List.of(view(WEST)),
                        Optional.of(new ServiceUpdate(
                                1,
                                2,
                                UpdateState.PAUSED,
                                new ServiceUpdate.Progress(1, 2, 3),
                                Optional.of("why"),
                                NOW,
                                NOW))),
                new BackOffsReport(List.of(new BackOffsReport.Delayed(WEB, A, NOW))),
                new SilentHost(A, new ReportNumber(1, 2)),
                new RemoveRequest(WEB, OptionalLong.empty(), Someone.ALICE),
                new RemoveRequest(WEB, OptionalLong.of(7), Someone.ALICE),
                new RetryRequest(WEB, Someone.LOCAL),
                Someone.ALICE,
                new Happened(
                        7,
                        NOW,
                        What.SERVICE_SCALED,
                        Subject.of(WEB),
                        new Numbers(OptionalInt.empty(), OptionalInt.of(3)),
                        Cause.of(Someone.ALICE)),
                new Happened(
                        8,
                        NOW,
                        What.CONTAINER_STOPPING,
                        Subject.of(WEB, new Replica(A, CONTAINER)),
                        Numbers.NONE,
                        Cause.of("3 run and 2 are wanted")),
                new LostHosts(Set.of()),
                new LostHosts(Set.of(A, new HostName("b"))),
                new SetAvailability(A, Availability.ACTIVE, Someone.ALICE),
                new SetAvailability(A, Availability.CORDONED, Someone.ALICE),
                new SetAvailability(A, Availability.drainingUntil(NOW), Someone.ALICE),
                new HostStatus(view(WEST), Availability.drainingUntil(NOW), 7, List.of(WEB)),
                new HostStatus(view(HostProfile.PLAIN), Availability.ACTIVE, 0, List.of()),
                new FleetStatus(false, false, List.of()),
                new FleetStatus(true, true, List.of(new HostStatus(view(WEST), Availability.CORDONED, 1, List.of()))),
                new ScalePreview(WEB, 0, List.of(), List.of(), 0, List.of()),
                preview(),
                report());
    }

    private static HostView view(HostProfile profile) {
        return new HostView(
                A,
                profile,
                new ReportNumber(Long.MAX_VALUE, 9),
                new EngineStatus(HostCondition.LOST, NOW, Instant.EPOCH, Optional.of("28.5.2"), Optional.of(NO_ROUTE)),
                5,
                2);
    }

    private static ScalePreview preview() {
        return new ScalePreview(
                WEB,
                4,
                List.of(new ScalePreview.Start(A, 1), new ScalePreview.Start(A, 3)),
                List.of(new Replica(A, CONTAINER), new Replica(A, FOUND)),
                2,
                List.of(new Unplaced(A, "host a is cordoned")),
                Optional.of("port 80 of a host serves one container only"));
    }

    private static HostReport report() {
        return new HostReport(
                A,
                WEST,
                new ReportNumber(1, 2),
                new EngineStatus(HostCondition.UNREACHABLE, NOW, NOW, Optional.empty(), Optional.of(NO_ROUTE)),
                new HostReport.Containers(false, List.of(CONTAINER, FOUND), Set.of("89ab"), Long.MIN_VALUE));
    }

    private static ServiceDefinition definition() {
        return DefinitionForm.read(Map.of(
                "name",
                "web",
                "image",
                "nginx:1",
                "command",
                List.of("a", "b c"),
                "environment",
                Map.of("A", "1"),
                "ports",
                List.of("8080:80/tcp"),
                "healthcheck",
                Map.of("test", List.of("CMD", "true"), "interval", "5s")));
    }
}
