package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class FirstLookTest {
    @Test
    void endsWhenAllHostsWereAsked(Vertx vertx) {
        Promise<Void> all = Promise.promise();
        Future<?> look = FirstLook.within(vertx, FirstLook.LONGEST, all.future());
        assertThat(look.isComplete()).isFalse();

        all.complete();

        await().until(look::succeeded);
    }

    @Test
    void failsIfOneCannotBeDriven(Vertx vertx) {
        Future<?> look = FirstLook.within(
                vertx, FirstLook.LONGEST, Future.failedFuture(new IllegalStateException("no TLS folder")));

        await().until(look::failed);
        assertThat(look.cause()).hasMessage("no TLS folder");
    }

    @Test
    void waitsForNoHostThatTakesTooLongWhateverComesOfItLater(Vertx vertx) {
        Promise<Void> all = Promise.promise();
        Future<?> look = FirstLook.within(vertx, Duration.ofMillis(1), all.future());
        await().until(look::succeeded);

        all.fail(new IllegalStateException("too late"));

        assertThat(look.succeeded()).isTrue();
    }
}
