package io.genisys.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InMemoryEngineTest extends EngineContract {
    private final InMemoryEngine engine = new InMemoryEngine(CONNECTOR);

    @AfterEach
    void close() {
        engine.close();
    }

    @Override
    protected Engine engine() {
        return engine;
    }

    @Override
    protected String runByHand(String image, Map<String, String> labels) {
        return engine.run(image, labels);
    }

    @Override
    protected void pauseByHand(String id) {
        engine.pause(id);
    }

    @Override
    protected void addImage(String image, Map<String, String> labels) {
        engine.addImage(image, labels);
    }

    @Override
    protected void moveTag(String image) {
        engine.addImage(image);
    }

    @Test
    void timesOutWhileFrozen() {
        engine.boundCalls(Duration.ofMillis(20));
        engine.freeze();
        assertFails(FailureKind.TIMEOUT, () -> Pinged.ping(engine));
        engine.thaw();
        Pinged.ping(engine);
    }

    @Test
    void endsWatchesAndCallsWhileCutOff() {
        List<String> told = new CopyOnWriteArrayList<>();
        engine.watch(event -> told.add(event.action()), () -> told.add("end"));
        engine.cutOff();
        await().untilAsserted(() -> assertThat(told).containsExactly("end"));
        assertFails(FailureKind.UNREACHABLE, engine::list);
        engine.reconnect();
        Pinged.ping(engine);
    }

    @Test
    void endsItsContainersWhenItRestarts() {
        String id = engine.create(container(1));
        engine.start(id);
        engine.restart();
        assertThat(engine.list()).extracting(Container::isRunning).containsExactly(false);
    }

    @Test
    void failsWhereAHookSaysSoAndTellsHealth() {
        engine.run(IMAGE, Map.of());
        engine.afterEachCall(call -> {
            if (call.method().equals("kill")) {
                throw new EngineException(FailureKind.TIMEOUT, "lost " + call.target());
            }
        });
        String id = engine.list().get(0).id();
        engine.become(id, Health.UNHEALTHY);
        assertThat(engine.find(id).orElseThrow().isReady()).isFalse();
        assertFails(FailureKind.TIMEOUT, () -> engine.kill(id));
        assertThat(engine.list()).isEmpty();
    }
}
