package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.Freeze;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.Protection;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ScaleLimits;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Numbers that do not hold at once, freezes and protections, with a reconciler that ends in the midst. */
@Timeout(90)
class LimitsTest {
    private static final ServiceName WEB = new ServiceName("web");
    private static final Duration SOON = Duration.ofSeconds(40);

    private final InMemoryEngine engine = new InMemoryEngine(Rig.CONNECTOR);
    private final Rig rig = new Rig();
    private final List<Integer> numbers = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        rig.close();
    }

    private static ServiceDefinition web(Map<String, ?> scaling) {
        return DefinitionForm.read(Map.of("name", "web", "image", InMemoryEngine.IMAGE, "scaling", scaling));
    }

    private void start(Map<String, ?> scaling) {
        rig.start(engine).define(web(scaling));
        rig.catalog.listen(service ->
                rig.catalog.find(service).ifPresent(entry -> entry.number().ifPresent(numbers::add)));
    }

    private OptionalInt number() {
        return rig.catalog.find(WEB).orElseThrow().number();
    }

    private void awaitRunning(int number) {
        await().atMost(SOON).until(() -> engine.running() == number && rig.running("web") == number);
    }

    private List<String> ids() {
        return engine.list().stream()
                .filter(Container::isRunning)
                .map(Container::id)
                .toList();
    }

    private void freeze(Optional<Instant> until) {
        Rig.await(rig.catalog.freeze(
                Optional.of(WEB), Optional.of(new Freeze(Instant.now(), until, Optional.empty(), Optional.empty()))));
    }

    private void unfreeze() {
        Rig.await(rig.catalog.freeze(Optional.of(WEB), Optional.empty()));
    }

    @Test
    void whatAStepHoldsBackIsReachedStepByStep() {
        start(Map.of("step_up", 2, "cooldown_up", "1s"));
        rig.scale("web", 1);

        assertThat(rig.scale("web", 6).number()).isEqualTo(3);

        awaitRunning(6);
        assertThat(numbers).containsExactly(1, 3, 5, 6);
        assertThat(rig.catalog.find(WEB).orElseThrow().asked()).hasValue(6);
    }

    @Test
    void theSameNumberAgainIsNoFurtherStepAndNoNewCooldown() {
        start(Map.of("step_up", 1, "cooldown_up", "1h"));
        rig.scale("web", 1);
        rig.scale("web", 5);
        var entry = rig.catalog.find(WEB).orElseThrow();

        for (int i = 0; i < 5; i++) {
            assertThat(rig.scale("web", 5).number()).isEqualTo(2);
        }

        assertThat(rig.catalog.find(WEB)).contains(entry);
        assertThat(engine.running()).isEqualTo(2);
    }

    @Test
    void theNextReconcilerGoesOnTowardsTheNumberAndSkipsNoCooldown() {
        start(Map.of("step_up", 2, "cooldown_up", "2s"));
        rig.scale("web", 1);
        rig.scale("web", 7);

        rig.failOver();
        assertThat(number()).hasValue(3);

        awaitRunning(7);
        rig.failOver();
        awaitRunning(7);
        assertThat(numbers).containsExactly(1, 3, 5, 7);
    }

    @Test
    void aNumberThatWasReachedOnRequestOnlyGoesOnToo() {
        rig.onlyWhenAsked();
        start(Map.of("step_up", 2, "cooldown_up", "1s"));
        rig.scale("web", 1);
        rig.scale("web", 5);

        awaitRunning(5);
    }

    @Test
    void otherBoundsTakeEffectWithoutAnotherRequestAndReplaceNoContainer() {
        start(Map.of("max", 3));
        rig.scale("web", 5);
        awaitRunning(3);
        List<String> before = ids();

        Rig.await(rig.catalog.put(web(Map.of("max", 4)), Precondition.NONE));

        awaitRunning(4);
        assertThat(ids()).containsAll(before);
        Rig.await(rig.catalog.put(web(Map.of("max", 2)), Precondition.NONE));
        awaitRunning(2);
        assertThat(rig.catalog.find(WEB).orElseThrow().asked()).hasValue(5);
    }

    @Test
    void theDefaultsHoldForServicesThatSayNothing() {
        ScaleLimits.Pace any = ScaleLimits.Pace.ANY;
        rig.limiting(new ScalePolicy(
                new ScaleLimits(Optional.of(1), Optional.of(2), any, any), ScalePolicy.Excess.CLAMP, 1000));
        rig.start(engine).define("web").define(web(Map.of("max", 4)));

        assertThat(rig.scale("web", 9).number()).isEqualTo(4);
        assertThat(rig.scale("web", 0).number()).isEqualTo(1);
    }

    @Test
    void aPolicyThatRefusesChangesNothing() {
        rig.limiting(new ScalePolicy(ScaleLimits.NONE, ScalePolicy.Excess.REFUSE, 1000));
        start(Map.of("max", 2));
        rig.scale("web", 1);

        assertThatThrownBy(() -> rig.scale("web", 3))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("scaling.max is 2");
        assertThat(number()).hasValue(1);
    }

    @Test
    void whileItIsFrozenFailedContainersAreReplacedAndTheNumberWaits() {
        start(Map.of());
        rig.scale("web", 2);
        freeze(Optional.empty());

        assertThat(rig.scale("web", 5).number()).isEqualTo(2);
        engine.exit(ids().get(0), 1);

        await().atMost(SOON).until(() -> engine.running() == 2);
        rig.failOver();
        awaitRunning(2);
        assertThat(number()).hasValue(2);
        unfreeze();
        awaitRunning(5);
    }

    @Test
    void theFirstNumberOfAFrozenServiceWaitsToo() {
        start(Map.of());
        freeze(Optional.empty());
        rig.scale("web", 2);
        assertThat(number()).isEmpty();

        unfreeze();

        awaitRunning(2);
    }

    @Test
    void aFreezeEndsByItself() {
        rig.withAClockThatIsLeftAlone();
        start(Map.of());
        rig.scale("web", 1);
        freeze(Optional.of(Instant.now().plusSeconds(2)));
        rig.scale("web", 2);
        rig.failOver();

        awaitRunning(2);
        assertThat(rig.catalog.freezes().isFrozen(WEB)).isFalse();
    }

    @Test
    void aProtectedContainerGoesLastAfterAFailoverTooAndItsProtectionGoesWithIt() {
        rig.withAClockThatIsLeftAlone();
        start(Map.of());
        rig.scale("web", 3);
        String youngest = rig.fleet.replicas(web(Map.of())).stream()
                .filter(replica -> replica.slot().equals(Optional.of(3)))
                .map(Replica::id)
                .findFirst()
                .orElseThrow();
        Rig.await(rig.catalog.protect(
                youngest, Optional.of(new Protection(WEB, Instant.now().plusSeconds(3_600)))));
        rig.failOver();

        rig.scale("web", 1);

        await().atMost(SOON).until(() -> engine.running() == 1);
        assertThat(ids()).containsExactly(youngest);
        rig.scale("web", 0);
        awaitRunning(0);
    }

    @Test
    void aContainerIsProtectedByTheLabelOfItsDefinition() {
        rig.withAClockThatIsLeftAlone().start(engine).define("web");
        rig.scale("web", 1);
        rig.define(DefinitionForm.read(
                Map.of("name", "web", "image", InMemoryEngine.IMAGE, "labels", Map.of("io.genisys.protect", "1h"))));
        rig.scale("web", 2);
        rig.define(DefinitionForm.read(Map.of("name", "web", "image", InMemoryEngine.IMAGE)));

        rig.scale("web", 1);

        await().atMost(SOON).until(() -> engine.running() == 1);
        assertThat(rig.fleet.replicas(web(Map.of()))).singleElement().satisfies(left -> assertThat(left.slot())
                .contains(2));
    }
}
