package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.HostOrder;
import io.genisys.connector.bus.PullImage;
import io.genisys.connector.bus.PulledImage;
import io.genisys.connector.bus.Reports;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.Variant;
import io.genisys.connector.testing.TestClock;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Containers of a version are made from one image, wherever its tag points by then. */
@ExtendWith(VertxExtension.class)
class PinnedImageTest {
    private static final String TAG = "registry.example:5000/team/app:1";
    private static final String NAME = "registry.example:5000/team/app";
    private static final String OLD = "sha256:" + "a".repeat(64);
    private static final String NEW = "sha256:" + "b".repeat(64);

    private final InMemoryEngine engine = new InMemoryEngine("genisys");
    private HostParts parts;
    private Starter starter;
    private Puller puller;

    @BeforeEach
    void begin(Vertx vertx) {
        Reports.registerCodecs(vertx);
        TestClock clock = new TestClock();
        HostSettings settings = new HostSettings(
                HostName.DEFAULT,
                HostProfile.PLAIN,
                "genisys",
                PullPolicy.MISSING,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
        parts = HostParts.of(
                vertx, engine, settings, new Driving(clock.clock(), 1), new Chronicle(vertx, clock.clock()));
        ImageSupply images = new ImageSupply(engine, parts.workers());
        starter = new Starter(parts, images, Duration.ofSeconds(10));
        puller = new Puller(parts, images);
    }

    @AfterEach
    void end() {
        parts.workers().close();
    }

    @Test
    void aTagIsPulledAnewAndItsDigestIsSaid() {
        engine.offer(TAG, OLD);
        assertThat(pull(service(Map.of()), true, 1, Variant.PLAIN).digest()).contains(OLD);
        engine.offer(TAG, NEW);
        assertThat(pull(service(Map.of()), false, 2, Variant.PLAIN).digest()).contains(OLD);

        PulledImage pulled = pull(service(Map.of()), true, 3, Variant.PLAIN);

        assertThat(pulled.pin(HostName.DEFAULT)).isEqualTo(ImagePin.of(NEW));
        assertThat(pulls()).containsExactly(TAG, TAG);
    }

    @Test
    void aContainerOfAPinnedVersionIsMadeFromItsDigestThoughTheTagHasMoved() {
        engine.offer(TAG, OLD);
        engine.offer(TAG, NEW);
        Variant pinned = variant(ImagePin.of(OLD));

        assertThat(pull(service(Map.of()), false, 1, pinned).digest()).contains(OLD);
        Container first = start(service(Map.of()), pinned);
        Container second = start(service(Map.of("name", "web2", "pull_policy", "always")), pinned);

        assertThat(List.of(first, second)).extracting(Container::image).containsOnly(Optional.of(NAME + "@" + OLD));
        assertThat(pulls()).containsExactly(NAME + "@" + OLD);
        assertThat(((Claim.Ours) first.claim()).definition())
                .isEqualTo(service(Map.of()).hash() + "+r1");
        assertThat(engine.labels(first.id()))
                .containsEntry(Labels.RESTART, "r1")
                .containsEntry(Labels.SCHEME, "1")
                .containsEntry(Labels.DEFINITION, service(Map.of()).hash());
    }

    @Test
    void aDigestThatIsGoneIsPulledAgainByTheNextStart() {
        engine.offer(TAG, OLD);
        Variant pinned = variant(ImagePin.of(OLD));

        assertThat(start(service(Map.of()), pinned).image()).contains(NAME + "@" + OLD);
        assertThat(pulls()).containsExactly(NAME + "@" + OLD);
    }

    @Test
    void anImageOfNoRegistryIsPinnedByItsIdOnItsHost() {
        engine.addImage(TAG);
        PulledImage pulled = pull(service(Map.of()), true, 1, Variant.PLAIN);
        assertThat(pulled.digest()).isEmpty();
        Variant pinned = variant(pulled.pin(HostName.DEFAULT));

        assertThat(pull(service(Map.of()), false, 2, pinned)).isEqualTo(pulled);
        assertThat(start(service(Map.of()), pinned).image()).isEmpty();
        Variant other = variant(ImagePin.of(new HostName("other"), "sha256:other"));
        assertThat(start(service(Map.of("name", "web2")), other).image()).contains(TAG);
    }

    @Test
    void aPinnedImageThatIsGoneAndNotPulledIsNamed() {
        refused(
                "the version is pinned to image sha256:gone, which is not on the host any more",
                () -> start(service(Map.of()), variant(ImagePin.of(HostName.DEFAULT, "sha256:gone"))));
        refused(
                "the version is pinned to image " + NAME + "@" + OLD,
                () -> start(service(Map.of("pull_policy", "never")), variant(ImagePin.of(OLD))));
        refused(
                "the version is pinned to image " + NAME + "@" + OLD,
                () -> pull(service(Map.of("pull_policy", "never")), true, 1, variant(ImagePin.of(OLD))));
        assertThat(pulls()).isEmpty();
    }

    @Test
    void anImageThatCannotBePulledIsNoOtherOne() {
        engine.offer(TAG, OLD);
        pull(service(Map.of()), true, 1, Variant.PLAIN);
        engine.failPull(TAG, new EngineException(FailureKind.IMAGE_UNAVAILABLE, "the registry is gone"));
        refused("the registry is gone", () -> pull(service(Map.of()), true, 2, Variant.PLAIN));
        refused(
                "there is no image registry.example:5000/team/none:1 on host docker",
                () -> pull(
                        service(Map.of("image", "registry.example:5000/team/none:1", "pull_policy", "never")),
                        true,
                        3,
                        Variant.PLAIN));
    }

    private static void refused(String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.IMAGE_UNAVAILABLE);
            assertThat(e.failure().message()).contains(words);
        });
    }

    private static ServiceDefinition service(Map<String, Object> more) {
        Map<String, Object> fields = new HashMap<>(Map.of("name", "web", "image", TAG));
        fields.putAll(more);
        return DefinitionForm.read(fields);
    }

    private static Variant variant(ImagePin pin) {
        return new Variant(Optional.of("r1"), Optional.of(pin));
    }

    private Container start(ServiceDefinition definition, Variant variant) {
        return starter.start(new HostOrder.Start(1, definition, 1, 1, true, variant))
                .await();
    }

    private PulledImage pull(ServiceDefinition definition, boolean anew, long round, Variant variant) {
        return puller.bring(new PullImage(definition, round, anew, variant)).await();
    }

    private List<String> pulls() {
        return engine.calls().stream()
                .filter(call -> call.method().equals("pull"))
                .map(InMemoryEngine.Call::target)
                .toList();
    }
}
