package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genisys.connector.catalog.Catalog;
import io.genisys.connector.catalog.MemoryCatalog;
import io.genisys.connector.docker.InMemoryEngine;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RemovalTest {
    private static final ServiceName WEB = new ServiceName("web");

    private final InMemoryEngine engine = new InMemoryEngine(Rig.CONNECTOR);

    @Test
    void tellsTheCatalogOnceHoweverOftenItLooksMeanwhile() {
        SlowToForget catalog = new SlowToForget();
        try (Rig rig = new Rig(catalog)) {
            rig.start(engine).define("web");
            Future<Void> removal = remove(rig);
            Awaitility.await().until(() -> catalog.removals.get() == 1);
            for (int i = 0; i < 3; i++) {
                Rig.await(rig.client.retry(WEB));
            }
            catalog.go.complete();

            assertThat(removal.toCompletionStage().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(catalog.removals).hasValue(1);
        }
    }

    @Test
    void stopsNothingBeforeItsNumberIsGone() {
        SlowToUnset catalog = new SlowToUnset();
        try (Rig rig = new Rig(catalog)) {
            rig.start(engine).define("web").scale("web", 2);
            List<Container> before = engine.list();
            Future<Void> removal = remove(rig);
            Awaitility.await().until(() -> catalog.isAsked.get());
            // it looks at the service anew
            Rig.await(rig.client.retry(WEB));
            Rig.await(rig.client.retry(WEB));
            catalog.answer.tryFail(new FailureException(FailureKind.STORE_UNAVAILABLE, "the disk is full"));

            assertThatThrownBy(() -> Rig.await(removal)).hasMessageContaining("the disk is full");
            assertThat(engine.list()).isEqualTo(before);
        }
    }

    @Test
    void leavesAServiceItsNumberWhereAHostIsSilent() {
        InMemoryEngine silent = new InMemoryEngine(Rig.CONNECTOR);
        try (Rig rig = new Rig()) {
            rig.start(engine).host("silent", silent).define("web").scale("web", 2);
            silent.cutOff();
            Awaitility.await().until(() -> !rig.fleet
                    .host(new HostName("silent"))
                    .orElseThrow()
                    .isReady());

            assertThatThrownBy(() -> Rig.await(remove(rig)))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("silent");
            assertThat(rig.catalog.find(WEB).orElseThrow().number()).isEqualTo(OptionalInt.of(2));
            assertThat(engine.list()).as("the other host's").hasSize(1);
        }
    }

    @Test
    void saysThatItGoesOnWhereContainersTakeLongerThanACallerMayWait() {
        SlowToForget catalog = new SlowToForget();
        try (Rig rig = new Rig(catalog)) {
            rig.start(engine).define("web");

            assertThatThrownBy(() -> Rig.await(rig.client.remove(WEB, Duration.ofMillis(200))))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("still being stopped");
            Future<Void> second = remove(rig);
            // what was sent before has arrived when this is answered
            Rig.await(rig.client.retry(WEB));
            catalog.go.complete();
            assertThat(second.toCompletionStage().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(catalog.removals).hasValue(1);
        }
    }

    private static Future<Void> remove(Rig rig) {
        return rig.client.remove(WEB, Duration.ofSeconds(10));
    }

    /** Takes no number away before it may. */
    private static final class SlowToUnset extends MemoryCatalog {
        private final AtomicBoolean isAsked = new AtomicBoolean();
        private final Promise<Catalog.Entry> answer = Promise.promise();

        @Override
        public Future<Catalog.Entry> number(ServiceName service, OptionalInt number) {
            if (number.isPresent()) {
                return super.number(service, number);
            }
            isAsked.set(true);
            return answer.future();
        }
    }

    /** Forgets no service before it may. */
    private static final class SlowToForget extends MemoryCatalog {
        private final AtomicInteger removals = new AtomicInteger();
        private final Promise<Void> go = Promise.promise();

        @Override
        public Future<Void> remove(ServiceName service, Catalog.Precondition precondition) {
            removals.incrementAndGet();
            Context caller = Vertx.currentContext();
            Promise<Void> answer = Promise.promise();
            go.future()
                    .compose(v -> super.remove(service, precondition))
                    .onComplete(done -> caller.runOnContext(v -> answer.handle(done)));
            return answer.future();
        }
    }
}
