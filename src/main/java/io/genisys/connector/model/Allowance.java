package io.genisys.connector.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How much of a number that was asked for holds now:
 *
 * <ol>
 *   <li>While the service is frozen its number stays as it is.
 *   <li>A number below {@code min} becomes {@code min}, one above {@code max} becomes {@code max}.
 *   <li>The first number of a service is not held back further: containers that run already are not stopped since their
 *       number is new to the connector.
 *   <li>A number grows only if {@code cooldown_up} is over since it grew last, and shrinks only if
 *       {@code cooldown_down} is over since it changed last, in either direction: to go up again costs nobody a
 *       request, to go down at once may.
 *   <li>It then changes by {@code step_up} or {@code step_down} at most. After a step the next one waits for the
 *       cooldown, or 15 seconds if none is given.
 * </ol>
 *
 * The rest is reached later, by the same rules. Pure.
 *
 * @param number that holds from now on; empty: there was none, and there is none
 * @param asked what was asked for
 * @param by what holds the rest back; empty: all of it holds
 * @param next when more of it may hold, by time alone; empty: not by time
 */
public record Allowance(OptionalInt number, int asked, Optional<Limit> by, Optional<Instant> next) {
    public Allowance {
        Objects.requireNonNull(number);
        Objects.requireNonNull(by);
        Objects.requireNonNull(next);
    }

    /**
     * @param current number; empty: none was asked for yet
     * @param kept of it
     * @param now by the clock of this process; a time that is kept and is later counts as now
     */
    public static Allowance of(
            int asked, OptionalInt current, Asked kept, ScaleLimits limits, boolean isFrozen, Instant now) {
        if (isFrozen) {
            boolean isThere = current.equals(OptionalInt.of(asked));
            return new Allowance(
                    current, asked, isThere ? Optional.empty() : Optional.of(Limit.FROZEN), Optional.empty());
        }
        int target =
                Math.min(Math.max(asked, limits.min().orElse(0)), limits.max().orElse(Integer.MAX_VALUE));
        if (current.isEmpty() || current.getAsInt() == target) {
            return bounded(target, asked);
        }
        return target > current.getAsInt()
                ? up(current.getAsInt(), target, asked, kept, limits, now)
                : down(current.getAsInt(), target, asked, kept, limits, now);
    }

    private static Allowance bounded(int target, int asked) {
        Optional<Limit> by = target == asked ? Optional.empty() : Optional.of(target > asked ? Limit.MIN : Limit.MAX);
        return new Allowance(OptionalInt.of(target), asked, by, Optional.empty());
    }

    private static Allowance up(int current, int target, int asked, Asked kept, ScaleLimits limits, Instant now) {
        ScaleLimits.Pace pace = limits.up();
        Optional<Instant> end = end(kept.up(), pace, now);
        if (end.isPresent()) {
            return held(current, asked, Limit.COOLDOWN_UP, end.get());
        }
        int most =
                (int) Math.min(Integer.MAX_VALUE, (long) current + pace.step().orElse(Integer.MAX_VALUE));
        return most < target ? held(most, asked, Limit.STEP_UP, now.plus(pace.pause())) : bounded(target, asked);
    }

    private static Allowance down(int current, int target, int asked, Asked kept, ScaleLimits limits, Instant now) {
        ScaleLimits.Pace pace = limits.down();
        Optional<Instant> last =
                Stream.of(kept.up(), kept.down()).flatMap(Optional::stream).max(Instant::compareTo);
        Optional<Instant> end = end(last, pace, now);
        if (end.isPresent()) {
            return held(current, asked, Limit.COOLDOWN_DOWN, end.get());
        }
        int least = current - pace.step().orElse(current);
        return least > target ? held(least, asked, Limit.STEP_DOWN, now.plus(pace.pause())) : bounded(target, asked);
    }

    private static Allowance held(int number, int asked, Limit by, Instant next) {
        return new Allowance(OptionalInt.of(number), asked, Optional.of(by), Optional.of(next));
    }

    /** When the next change may come; empty: now. */
    private static Optional<Instant> end(Optional<Instant> last, ScaleLimits.Pace pace, Instant now) {
        Duration pause = pace.pause();
        return pause.isZero()
                ? Optional.empty()
                : past(last, now).map(at -> at.plus(pause)).filter(end -> end.isAfter(now));
    }

    /** What is to be kept once this number holds in place of the one before. */
    public Asked after(OptionalInt before, Asked kept, ScaleLimits limits, Instant now) {
        int change = number.isPresent() && before.isPresent() ? number.getAsInt() - before.getAsInt() : 0;
        boolean isUpNeeded = limits.up().hasPause() || limits.down().hasPause();
        return new Asked(
                by.isPresent() ? OptionalInt.of(asked) : OptionalInt.empty(),
                (change > 0 ? Optional.of(now) : past(kept.up(), now)).filter(at -> isUpNeeded),
                (change < 0 ? Optional.of(now) : past(kept.down(), now))
                        .filter(at -> limits.down().hasPause()));
    }

    /** A clock that was set back makes a cooldown begin again once, and no longer. */
    private static Optional<Instant> past(Optional<Instant> kept, Instant now) {
        return kept.map(at -> at.isAfter(now) ? now : at);
    }
}
