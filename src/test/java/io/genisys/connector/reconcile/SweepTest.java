package io.genisys.connector.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final ServiceName OTHER = new ServiceName("other");

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final List<ServiceName> looked = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        Rig.await(vertx.close());
    }

    @Test
    void letsOthersHaveTheirTurnBetweenTwoSlices() {
        Sweep sweep = new Sweep(vertx, SteadyClock.system(), service -> {
            long began = System.nanoTime();
            while (System.nanoTime() - began < Sweep.SLICE.toNanos() / 2) {
                Thread.onSpinWait();
            }
            looked.add(service);
        });
        context.runOnContext(v -> {
            sweep.add(services(200));
            vertx.setTimer(5, timer -> looked.add(OTHER));
        });

        await().until(() -> looked.size() == 201);
        assertThat(looked.indexOf(OTHER)).isBetween(1, 150);
    }

    @Test
    void looksOnceAtWhatIsNamedOften() {
        Sweep sweep = new Sweep(vertx, SteadyClock.system(), looked::add);
        context.runOnContext(v -> {
            sweep.add(services(3));
            sweep.add(services(4));
        });

        await().until(() -> looked.size() == 4);
        assertThat(looked).containsExactlyElementsOf(services(4));
    }

    @Test
    void looksAtWhatALookMakesDue() {
        Sweep[] sweep = new Sweep[1];
        sweep[0] = new Sweep(vertx, SteadyClock.system(), service -> {
            looked.add(service);
            sweep[0].add(service.equals(OTHER) ? List.of() : List.of(OTHER));
        });
        context.runOnContext(v -> sweep[0].add(services(1)));

        await().until(() -> looked.size() == 2);
        assertThat(looked).last().isEqualTo(OTHER);
    }

    private static List<ServiceName> services(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new ServiceName("service" + i))
                .toList();
    }
}
