package io.genisys.connector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final List<Runnable> timers = new ArrayList<>();
    private final List<String> made = new ArrayList<>();
    private final Attempts attempts = new Attempts(new Lane() {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void after(Duration delay, Runnable task) {
            timers.add(task);
        }
    });

    private void make(String node) {
        attempts.make(node, () -> made.add(node));
    }

    private void rest() {
        timers.remove(0).run();
    }

    @Test
    void triesANodeAtOnceAndThenNotBeforeItHasRested() {
        make("a");
        make("a");
        make("b");
        assertThat(made).containsExactly("a", "b");

        rest();
        make("a");
        assertThat(made).containsExactly("a", "b", "a");
    }

    @Test
    void triesOneThatWasLeftAloneForLongAtOnceAgain() {
        make("a");
        rest();
        assertThat(timers).isEmpty();

        make("a");
        assertThat(made).containsExactly("a", "a");
    }

    @Test
    void triesOneThatJoinsAtOnceWithAllThatWaitedForIt() {
        make("a");
        make("a");

        attempts.joined("a");
        assertThat(made).containsExactly("a", "a");

        rest();
        rest();
        assertThat(timers).isEmpty();
    }
}
