package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IntakeTest {
    private static final int ENOUGH = 32;

    private final EmbeddedChannel server = new EmbeddedChannel();
    private final List<EmbeddedChannel> taken = new ArrayList<>();

    private void take(int count) {
        Intake.bound(server);
        server.runPendingTasks();
        for (int i = 0; i < count; i++) {
            taken.add(new EmbeddedChannel());
            server.writeInbound(taken.get(i));
        }
    }

    @Test
    void takesNoMoreWhileThoseThatWereTakenAreNotOpened() {
        take(ENOUGH);
        assertThat(server.config().isAutoRead()).isFalse();
        taken.forEach(EmbeddedChannel::runPendingTasks);
        assertThat(server.config().isAutoRead()).isTrue();
    }

    @Test
    void takesOnWhatIsOpenedInTime() {
        take(ENOUGH - 1);
        assertThat(server.config().isAutoRead()).isTrue();
    }

    @Test
    void isBoundedOnce() {
        Intake.bound(server);
        take(ENOUGH / 2 + 1);
        assertThat(server.config().isAutoRead()).isTrue();
    }
}
