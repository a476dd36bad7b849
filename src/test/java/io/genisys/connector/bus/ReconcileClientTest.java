package io.genisys.connector.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Caller;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ReconcileClientTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final RemoveRequest REQUEST =
            new RemoveRequest(new ServiceName("web"), OptionalLong.empty(), new Caller(Optional.empty(), "127.0.0.1"));

    private final List<Message<RemoveRequest>> asked = new CopyOnWriteArrayList<>();

    private Future<Void> removing(Vertx vertx) {
        Reports.registerCodecs(vertx);
        vertx.eventBus().<RemoveRequest>consumer(ReconcileServer.REMOVE, asked::add);
        return new ReconcileClient(vertx, InstantSource.system()).remove(REQUEST, SOON);
    }

    private void isUnknown(int question) {
        Awaitility.await().atMost(SOON).until(() -> asked.size() > question);
        asked.get(question).fail(FailureKind.UNKNOWN_SERVICE.code(), "there is no service web");
    }

    @Test
    void aServiceThatTheFirstReconcilerDoesNotKnowIsUnknown(Vertx vertx) {
        Future<Void> removing = removing(vertx);

        isUnknown(0);

        Awaitility.await().atMost(SOON).until(removing::isComplete);
        assertThat(Failures.of(removing.cause()).kind()).isEqualTo(FailureKind.UNKNOWN_SERVICE);
    }

    @Test
    void oneThatTheNextReconcilerDoesNotKnowIsRemovedAlsoIfTheFirstNeverAnswers(Vertx vertx) {
        Future<Void> removing = removing(vertx);
        Awaitility.await().atMost(SOON).until(() -> asked.size() == 1);

        vertx.eventBus().publish(ReconcileServer.BEGUN, "");
        isUnknown(1);

        Awaitility.await().atMost(SOON).until(removing::isComplete);
        assertThat(removing.succeeded()).isTrue();
    }
}
