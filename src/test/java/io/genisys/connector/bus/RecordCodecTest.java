package io.genisys.connector.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Availability;
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
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PublishedPort;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ReportNumber;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Unplaced;
import io.genisys.connector.testing.Someone;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent to another process arrives there as it was. */
final class RecordCodecTest {
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

    @ParameterizedTest
    @MethodSource("messages")
    <T> void arrivesAsItWas(T message) {
        @SuppressWarnings("unchecked") // a record's class is that of its type
        RecordCodec<T> codec = new RecordCodec<>((Class<T>) message.getClass());
        Buffer wire = Buffer.buffer("before");
        int position = wire.length();
        codec.encodeToWire(wire, message);
        wire.appendString("after");

        assertThat(codec.decodeFromWire(position, wire)).isEqualTo(message);
    }

    static Stream<Object> messages() {
        return Stream.of(
                A,
                WEB,
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
                List.of(new Unplaced(A, "host a is cordoned")));
    }

    private static HostReport report() {
        return new HostReport(
                A,
                WEST,
                new ReportNumber(1, 2),
                new EngineStatus(HostCondition.UNREACHABLE, NOW, NOW, Optional.empty(), Optional.of(NO_ROUTE)),
                new HostReport.Containers(false, List.of(CONTAINER, FOUND), Set.of("89ab"), Long.MIN_VALUE));
    }

    @Test
    void passesOverWhatOnlyANewerReleaseKnows() {
        byte[] json = ("{\"host\":\"a\",\"availability\":{\"state\":\"CORDONED\",\"by\":\"x\"},\"reason\":\"disk\","
                        + "\"caller\":{\"user\":\"alice\",\"address\":\"10.0.0.1\"}}")
                .getBytes(StandardCharsets.UTF_8);
        Buffer wire = Buffer.buffer().appendInt(json.length).appendBytes(json);

        assertThat(new RecordCodec<>(SetAvailability.class).decodeFromWire(0, wire))
                .isEqualTo(new SetAvailability(A, Availability.CORDONED, Someone.ALICE));
    }
}
