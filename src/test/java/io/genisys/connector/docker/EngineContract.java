package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.docker.Engine.EngineEvent;
import io.genisys.connector.docker.Engine.NewContainer;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.LogRange;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.PublishedPort;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Engine} promises. Its only image is {@code test/busybox:1} with {@code /bin/busybox}, it starts
 * without containers, and its connector's name is {@code gen}.
 */
public abstract class EngineContract {
    protected static final String CONNECTOR = "gen";
    protected static final String IMAGE = "test/busybox:1";

    protected abstract Engine engine();

    /** Starts a container as a person would, and returns its id. */
    protected abstract String runByHand(String image, Map<String, String> labels);

    /** Freezes a container's processes as a person would. */
    protected abstract void pauseByHand(String id);

    /** Puts an image with labels on the host. */
    protected abstract void addImage(String image, Map<String, String> labels);

    /** Gives the tag to another image. */
    protected abstract void moveTag(String image);

    protected static NewContainer container(int slot, Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(Map.of("name", "web", "image", IMAGE));
        all.putAll(fields);
        ServiceDefinition definition = DefinitionForm.read(all);
        return new NewContainer(CONNECTOR, definition, slot);
    }

    protected static NewContainer container(int slot) {
        return container(slot, Map.of());
    }

    protected static NewContainer running(String... words) {
        return container(1, Map.of("command", List.of(words)));
    }

    protected static void assertFails(FailureKind kind, ThrowingCallable call) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
    }

    private String started(NewContainer container) {
        String id = engine().create(container);
        engine().start(id);
        return id;
    }

    private Container only() {
        List<Container> all = engine().list();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** As a list shows it, which may not say since when it runs. */
    private Container found(String nameOrId) {
        return engine().find(nameOrId).orElseThrow().startedAt(only().startedAt());
    }

    @Test
    void saysWhichVersionItSpeaks() {
        assertThat(engine().connect().apiVersion()).matches("1\\.\\d+");
        Pinged.ping(engine());
    }

    @Test
    void listsACreatedContainerAsOurs() {
        NewContainer wanted = container(2);
        String id = engine().create(wanted);
        Container made = only();
        Claim ours =
                new Claim.Ours(new ServiceName("web"), 2, wanted.definition().hash());
        assertThat(made)
                .isEqualTo(new Container(
                        id,
                        "gen-web-2",
                        ours,
                        Optional.of("docker.io/test/busybox:1"),
                        made.createdAt(),
                        Container.Run.of(ContainerState.CREATED, Health.NONE)));
    }

    @Test
    void runsAStartedContainerAndFindsItByNameAndId() {
        String id = started(container(1));
        assertThat(only().isReady()).isTrue();
        assertThat(found(id)).isEqualTo(only());
        assertThat(found("gen-web-1")).isEqualTo(only());
        assertThat(engine().find("gen-web-2")).isEmpty();
    }

    @Test
    void findsSinceWhenAContainerRuns() {
        String id = engine().create(container(1));
        assertThat(engine().find(id).orElseThrow().startedAt()).isEmpty();
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        engine().start(id);
        assertThat(engine().find(id).orElseThrow().startedAt())
                .hasValueSatisfying(at -> assertThat(at).isBetween(before, Instant.now()));
        engine().kill(id);
        await().until(() -> !engine().find(id).orElseThrow().isRunning());
        assertThat(engine().find(id).orElseThrow().startedAt()).isEmpty();
    }

    @Test
    void startingTwiceIsSuccess() {
        String id = started(container(1));
        engine().start(id);
        assertThat(only().isRunning()).isTrue();
    }

    @Test
    void refusesANameThatIsTaken() {
        engine().create(container(1));
        assertFails(FailureKind.NAME_TAKEN, () -> engine().create(container(1)));
    }

    @Test
    void refusesAnImageThatIsNotThere() {
        NewContainer missing = container(1, Map.of("image", "test/missing:1"));
        assertFails(FailureKind.IMAGE_UNAVAILABLE, () -> engine().create(missing));
    }

    @Test
    void refusesToStartACommandThatIsNotThere() {
        String id = engine().create(running("/bin/missing", "x"));
        assertFails(FailureKind.BAD_COMMAND, () -> engine().start(id));
    }

    @Test
    void refusesToStartWhatIsNotThere() {
        assertFails(FailureKind.NO_SUCH_CONTAINER, () -> engine().start("gen-web-9"));
    }

    @Test
    void tellsTheExitCodeAndTheLastLinesOfWhatEnded() {
        String failing = started(running("/bin/busybox", "false"));
        await().untilAsserted(() -> assertThat(
                        engine().find(failing).orElseThrow().run().exitCode())
                .hasValue(1));
        engine().remove(failing);
        String talking = started(running("/bin/busybox", "echo", "good bye"));
        await().untilAsserted(() -> assertThat(only().run().exitCode()).hasValue(0));
        assertThat(only().state()).isEqualTo(ContainerState.EXITED);
        assertThat(engine().logTail(talking, 5)).containsExactly("good bye");
        assertThat(engine().log(new LogRange(talking, 5, Optional.empty())))
                .singleElement()
                .asString()
                .matches("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z good bye");
        assertThat(engine().log(new LogRange(talking, 5, Optional.of(Instant.parse("2026-01-01T00:00:00Z")))))
                .hasSize(1);
    }

    @Test
    void publishesEachPortOnAFreePortOfTheHost() {
        started(container(1, Map.of("ports", List.of("8080", "53/udp"))));
        started(container(2, Map.of("ports", List.of("8080"))));
        List<PublishedPort> ports = engine().list().stream()
                .flatMap(c -> c.run().ports().stream())
                .filter(p -> p.address().equals("0.0.0.0"))
                .toList();
        assertThat(ports.stream().map(PublishedPort::port))
                .containsExactlyInAnyOrder(PortSpec.parse("8080"), PortSpec.parse("8080"), PortSpec.parse("53/udp"));
        assertThat(ports.stream().map(PublishedPort::hostPort))
                .doesNotHaveDuplicates()
                .allMatch(p -> p > 0);
    }

    @Test
    void findsThePortsThatItLists() {
        String id = started(container(1, Map.of("ports", List.of("8080"))));
        assertThat(found(id)).isEqualTo(only());
    }

    @Test
    void terminatesWithTheGivenSignalOrTheContainersOwn() {
        String own = started(container(1, Map.of("stop_signal", "SIGKILL")));
        String given = started(container(2));
        engine().terminate(own, Optional.empty());
        engine().terminate(given, Optional.of("SIGKILL"));
        await().untilAsserted(() ->
                assertThat(engine().list()).allMatch(c -> c.run().exitCode().orElse(-1) == 137));
    }

    @Test
    void kills() {
        engine().kill(started(container(1)));
        await().untilAsserted(() -> assertThat(only().run().exitCode()).hasValue(137));
    }

    @Test
    void endingWhatHasEndedOrWasNeverThereIsSuccess() {
        String created = engine().create(container(1));
        for (String id : List.of(created, "gen-web-9")) {
            engine().terminate(id, Optional.empty());
            engine().terminate(id, Optional.of("SIGTERM"));
            engine().kill(id);
        }
        engine().remove("gen-web-9");
        assertThat(only().state()).isEqualTo(ContainerState.CREATED);
    }

    @Test
    void removesWhatHasEndedAndSucceedsWhereItIsGone() {
        String id = started(container(1));
        killed(id);
        engine().remove(id);
        assertThat(engine().list()).isEmpty();
        assertThat(engine().find(id)).isEmpty();
        engine().remove(id);
    }

    @Test
    void removesNothingThatRuns() {
        String id = started(container(1));
        assertFails(FailureKind.REFUSED, () -> engine().remove(id));
        assertThat(only().isRunning()).isTrue();
    }

    @Test
    void removesNothingThatIsPausedAndLetsItGoOn() {
        String id = started(container(1));
        pauseByHand(id);
        assertFails(FailureKind.REFUSED, () -> engine().remove(id));
        assertThat(only().state()).isEqualTo(ContainerState.PAUSED);
        engine().unpause(id);
        await().until(() -> only().isRunning());
        engine().unpause(id);
        engine().unpause("gen-web-9");
    }

    @Test
    void endsWhatIsPausedWhenItGoesOnAfterTheSignal() {
        String id = started(container(1, Map.of("stop_signal", "SIGKILL")));
        pauseByHand(id);
        engine().terminate(id, Optional.empty());
        engine().unpause(id);
        await().untilAsserted(() -> assertThat(only().state()).isEqualTo(ContainerState.EXITED));
    }

    @Test
    void hasTheEngineStopAContainer() {
        String id = started(container(1));
        engine().stop(id, Duration.ZERO);
        await().untilAsserted(() -> assertThat(only().state()).isEqualTo(ContainerState.EXITED));
        engine().stop(id, Duration.ZERO);
        engine().stop("gen-web-9", Duration.ZERO);
    }

    private void killed(String id) {
        engine().kill(id);
        await().until(() -> engine().find(id).orElseThrow().hasEnded());
    }

    @Test
    void listsWhatRunsWithoutOurLabelsAndNothingElseOfIt() {
        String byHand = runByHand(IMAGE, Map.of());
        assertThat(only().claim()).isEqualTo(new Claim.Unlabelled());
        assertThat(only().id()).isEqualTo(byHand);
        engine().kill(byHand);
        await().untilAsserted(() -> assertThat(engine().list()).isEmpty());
    }

    @Test
    void leavesToOthersWhatTheirLabelsClaim() {
        runByHand(IMAGE, Map.of("com.docker.compose.project", "shop"));
        runByHand(IMAGE, Map.of(Labels.CONNECTOR, "other", Labels.SERVICE, "web", Labels.INSTANCE, "1"));
        assertThat(engine().list()).hasSize(2).allMatch(c -> c.claim().equals(new Claim.Foreign()));
    }

    @Test
    void labelsOfManagersThatComeFromTheImageClaimNothing() {
        Map<String, String> compose = Map.of("com.docker.compose.project", "shop", "com.docker.compose.service", "web");
        addImage("test/built-by-compose:1", compose);
        String byHand = runByHand("test/built-by-compose:1", Map.of());
        String byCompose = runByHand("test/built-by-compose:1", Map.of("com.docker.compose.config-hash", "abc"));
        assertThat(engine().list())
                .extracting(Container::id, Container::claim)
                .containsExactlyInAnyOrder(
                        tuple(byHand, new Claim.Unlabelled()), tuple(byCompose, new Claim.Foreign()));
        assertThat(engine().find(byHand).orElseThrow().claim()).isEqualTo(new Claim.Unlabelled());
    }

    @Test
    void remembersTheImageOfAContainerWhoseTagMoved() {
        runByHand(IMAGE, Map.of());
        engine().create(container(1));
        moveTag(IMAGE);
        assertThat(engine().list()).hasSize(2).allMatch(c -> c.image().equals(Optional.of("docker.io/test/busybox:1")));
    }

    @Test
    protected void tellsWhatHappensInOrder() {
        List<EngineEvent> events = new CopyOnWriteArrayList<>();
        try (Engine.Watch watch = engine().watch(events::add, () -> {})) {
            assertThat(watch).isNotNull();
            String id = started(container(1));
            engine().kill(id);
            await().untilAsserted(() -> assertThat(events).contains(new EngineEvent("die", id)));
            engine().remove(id);
            await().untilAsserted(() -> assertThat(events)
                    .containsExactly(
                            new EngineEvent("create", id),
                            new EngineEvent("start", id),
                            new EngineEvent("kill", id, "9"),
                            new EngineEvent("die", id),
                            new EngineEvent("destroy", id)));
        }
    }

    @Test
    void aListenerThatFailsIsStillToldTheNextEvent() {
        List<EngineEvent> events = new CopyOnWriteArrayList<>();
        try (Engine.Watch watch = engine().watch(
                        event -> {
                            events.add(event);
                            throw new IllegalStateException("the listener's own fault");
                        },
                        () -> {})) {
            assertThat(watch).isNotNull();
            started(container(1));
            await().untilAsserted(() -> assertThat(events).hasSize(2));
        }
    }

    @Test
    void aClosedWatchTellsNothing() {
        List<Object> told = new CopyOnWriteArrayList<>();
        engine().watch(told::add, () -> told.add("end")).close();
        List<EngineEvent> events = new CopyOnWriteArrayList<>();
        try (Engine.Watch watch = engine().watch(events::add, () -> {})) {
            assertThat(watch).isNotNull();
            engine().create(container(1));
            await().untilAsserted(() -> assertThat(events).hasSize(1));
        }
        assertThat(told).isEmpty();
    }

    @Test
    void tellsWhatAnImageIsAndMakesContainersFromItsId() {
        String id = engine().image(IMAGE).orElseThrow().id();
        assertThat(id).startsWith("sha256:");
        assertThat(engine().image(id)).contains(new Engine.ImageFacts(id, List.of()));
        assertThat(engine().image("test/none:1")).isEmpty();

        engine().create(container(1).from(new Engine.Source(id, Optional.of("r1"))));

        Container made = engine().find("gen-web-1").orElseThrow();
        assertThat(made.image()).isEmpty();
        assertThat(((Claim.Ours) made.claim()).definition()).endsWith("+r1");
    }

    @Test
    void cannotPullWhatNoRegistryHas() {
        ImageReference missing = new ImageReference("127.0.0.1:1/test/missing:1");
        assertFails(FailureKind.IMAGE_UNAVAILABLE, () -> engine().pull(missing));
    }
}
