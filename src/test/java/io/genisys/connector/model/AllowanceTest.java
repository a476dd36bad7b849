package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.ScaleLimits.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static ScaleLimits bounds(Integer min, Integer max) {
        return new ScaleLimits(Optional.ofNullable(min), Optional.ofNullable(max), Pace.ANY, Pace.ANY);
    }

    private static ScaleLimits paces(Pace up, Pace down) {
        return new ScaleLimits(Optional.empty(), Optional.empty(), up, down);
    }

    private static Pace step(int step) {
        return new Pace(Optional.of(step), Optional.empty());
    }

    private static Pace cooldown(Duration cooldown) {
        return new Pace(Optional.empty(), Optional.of(cooldown));
    }

    private static Asked changed(Instant up, Instant down) {
        return new Asked(OptionalInt.empty(), Optional.ofNullable(up), Optional.ofNullable(down));
    }

    private static String said(Allowance allowance) {
        return (allowance.number().isPresent() ? allowance.number().getAsInt() : "none")
                + allowance.by().map(limit -> " " + limit.word()).orElse("")
                + allowance
                        .next()
                        .map(at -> " " + Duration.between(NOON, at).toSeconds())
                        .orElse("");
    }

    private static String asked(int asked, int current, Asked kept, ScaleLimits limits) {
        return said(Allowance.of(asked, OptionalInt.of(current), kept, limits, false, NOON));
    }

    @ParameterizedTest
    @CsvSource({"1,2 min", "2,2", "3,3", "5,5", "6,5 max", "0,2 min"})
    void keepsANumberWithinItsBounds(int asked, String said) {
        assertThat(asked(asked, 3, Asked.NONE, bounds(2, 5))).isEqualTo(said);
    }

    @Test
    void takesZeroIfThereIsNoMinimum() {
        assertThat(asked(0, 3, Asked.NONE, bounds(null, 5))).isEqualTo("0");
        assertThat(asked(0, 3, Asked.NONE, bounds(0, 5))).isEqualTo("0");
    }

    @Test
    void takesEveryNumberOfAServiceWithoutLimits() {
        assertThat(asked(1000, 0, Asked.NONE, ScaleLimits.NONE)).isEqualTo("1000");
    }

    @Test
    void goesStepByStep() {
        ScaleLimits limits = paces(step(3), step(2));
        assertThat(asked(10, 4, Asked.NONE, limits)).isEqualTo("7 step_up 15");
        assertThat(asked(7, 4, Asked.NONE, limits)).isEqualTo("7");
        assertThat(asked(0, 4, Asked.NONE, limits)).isEqualTo("2 step_down 15");
        assertThat(asked(2, 4, Asked.NONE, limits)).isEqualTo("2");
    }

    @Test
    void waitsAfterAStepEvenIfNoCooldownIsGiven() {
        assertThat(asked(10, 7, changed(NOON.minusSeconds(5), null), paces(step(3), Pace.ANY)))
                .isEqualTo("7 cooldown_up 10");
    }

    @Test
    void growsOnlyIfTheCooldownSinceTheLastGrowthIsOver() {
        ScaleLimits limits = paces(cooldown(MINUTE), Pace.ANY);
        assertThat(asked(5, 4, changed(NOON.minusSeconds(59), null), limits)).isEqualTo("4 cooldown_up 1");
        assertThat(asked(5, 4, changed(NOON.minusSeconds(60), null), limits)).isEqualTo("5");
        assertThat(asked(5, 4, changed(null, NOON), limits)).isEqualTo("5");
        assertThat(asked(3, 4, changed(NOON, null), limits)).isEqualTo("3");
    }

    @Test
    void shrinksOnlyIfTheCooldownSinceTheLastChangeIsOver() {
        ScaleLimits limits = paces(Pace.ANY, cooldown(MINUTE));
        assertThat(asked(3, 4, changed(NOON.minusSeconds(20), null), limits)).isEqualTo("4 cooldown_down 40");
        assertThat(asked(3, 4, changed(null, NOON.minusSeconds(50)), limits)).isEqualTo("4 cooldown_down 10");
        assertThat(asked(3, 4, changed(NOON.minusSeconds(70), NOON.minusSeconds(80)), limits))
                .isEqualTo("3");
    }

    @Test
    void takesAChangeThatIsStillToComeForOneOfNow() {
        assertThat(asked(5, 4, changed(NOON.plus(Duration.ofDays(300)), null), paces(cooldown(MINUTE), Pace.ANY)))
                .isEqualTo("4 cooldown_up 60");
    }

    @Test
    void doesNotHoldBackTheFirstNumber() {
        ScaleLimits limits = new ScaleLimits(Optional.of(1), Optional.of(8), step(1), step(1));
        assertThat(said(Allowance.of(6, OptionalInt.empty(), Asked.NONE, limits, false, NOON)))
                .isEqualTo("6");
        assertThat(said(Allowance.of(9, OptionalInt.empty(), Asked.NONE, limits, false, NOON)))
                .isEqualTo("8 max");
    }

    @Test
    void standsStillWhileItIsFrozen() {
        assertThat(said(Allowance.of(6, OptionalInt.of(4), Asked.NONE, bounds(5, 9), true, NOON)))
                .isEqualTo("4 frozen");
        assertThat(said(Allowance.of(4, OptionalInt.of(4), Asked.NONE, bounds(5, 9), true, NOON)))
                .isEqualTo("4");
        assertThat(said(Allowance.of(6, OptionalInt.empty(), Asked.NONE, ScaleLimits.NONE, true, NOON)))
                .isEqualTo("none frozen");
    }

    @Test
    void keepsNothingOfAServiceWithoutLimits() {
        Allowance all = Allowance.of(6, OptionalInt.of(4), Asked.NONE, ScaleLimits.NONE, false, NOON);
        assertThat(all.after(OptionalInt.of(4), Asked.NONE, ScaleLimits.NONE, NOON)
                        .kept())
                .isEmpty();
    }

    /**
     * Any row of requests, clocks and restarts. A request is kept with what holds; each look by time goes on from what
     * is kept alone, as after a restart; the clock may be set back at one.
     */
    @Test
    void neverLeavesItsBoundsNeverGoesFasterAndEndsAtWhatWasAskedFor() {
        for (long seed = 0; seed < 2_000; seed++) {
            new Row(seed).run();
        }
    }

    private static final class Row {
        private final Random random;
        private final long seed;
        private final ScaleLimits limits;
        private OptionalInt number = OptionalInt.empty();
        private Asked kept = Asked.NONE;
        private int asked;
        private Instant now = NOON;
        /** That really passes, whatever the clock shows. */
        private Duration passed = Duration.ZERO;

        private Optional<Duration> lastUp = Optional.empty();
        private Optional<Duration> lastChange = Optional.empty();

        Row(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            int min = random.nextInt(4);
            this.limits = new ScaleLimits(maybe(min), maybe(min + random.nextInt(20)), pace(), pace());
        }

        private <T> Optional<T> maybe(T value) {
            return random.nextBoolean() ? Optional.of(value) : Optional.empty();
        }

        private Pace pace() {
            return new Pace(maybe(1 + random.nextInt(5)), maybe(Duration.ofSeconds(1 + random.nextInt(90))));
        }

        void run() {
            for (int i = 0; i < 30; i++) {
                wait(Duration.ofMillis(random.nextInt(40_000)));
                if (random.nextInt(3) == 0) {
                    asked = random.nextInt(30);
                }
                if (random.nextInt(10) == 0) {
                    now = now.minusSeconds(random.nextInt(10_000));
                }
                look();
            }
            for (int i = 0; i < 10_000 && look().next().isPresent(); i++) {
                wait(Duration.between(now, look().next().orElse(now)));
            }
            int target = Math.min(
                    Math.max(asked, limits.min().orElse(0)),
                    limits.max().orElse(asked + limits.min().orElse(0)));
            assertThat(number).as("seed %d", seed).hasValue(target);
        }

        private void wait(Duration time) {
            now = now.plus(time);
            passed = passed.plus(time);
        }

        private Allowance look() {
            Allowance allowance = Allowance.of(asked, number, kept, limits, false, now);
            check(allowance);
            kept = allowance.after(number, kept, limits, now);
            number = allowance.number();
            return allowance;
        }

        private void check(Allowance allowance) {
            int next = allowance.number().orElseThrow();
            assertThat(next)
                    .as("seed %d", seed)
                    .isBetween(limits.min().orElse(0), limits.max().orElse(Integer.MAX_VALUE));
            int change = number.isEmpty() ? 0 : next - number.getAsInt();
            if (change > 0) {
                assertThat(change)
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(limits.up().step().orElse(change));
                over(lastUp, limits.up());
                lastUp = Optional.of(passed);
            } else if (change < 0) {
                assertThat(-change)
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(limits.down().step().orElse(-change));
                over(lastChange, limits.down());
            }
            if (change != 0) {
                lastChange = Optional.of(passed);
            }
        }

        private void over(Optional<Duration> last, Pace pace) {
            last.ifPresent(
                    at -> assertThat(passed.minus(at)).as("seed %d", seed).isGreaterThanOrEqualTo(pace.pause()));
        }
    }
}
