package io.genisys.connector.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which numbers of containers a service may have, and how fast its number may change. What is not given is not limited.
 *
 * @param min 0 or more
 * @param max at least {@code min}
 */
public record ScaleLimits(Optional<Integer> min, Optional<Integer> max, Pace up, Pace down) implements Written {
    public static final ScaleLimits NONE = new ScaleLimits(Optional.empty(), Optional.empty(), Pace.ANY, Pace.ANY);

    /** @throws InvalidException if min is greater than max */
    public ScaleLimits {
        Objects.requireNonNull(up);
        Objects.requireNonNull(down);
        if (max.isPresent() && min.orElse(0) > max.get()) {
            throw new InvalidException("min", "must be at most max, which is " + max.get());
        }
    }

    /**
     * How fast a number may change in one direction.
     *
     * @param step the most by which it changes at once, 1 or more
     * @param cooldown from one change to the next
     */
    public record Pace(Optional<Integer> step, Optional<Duration> cooldown) {
        public static final Pace ANY = new Pace(Optional.empty(), Optional.empty());
        /** From one step to the next if nothing else is said: a step alone would be none. */
        static final Duration BETWEEN_STEPS = Duration.ofSeconds(15);

        public Pace {
            Objects.requireNonNull(step);
            Objects.requireNonNull(cooldown);
        }

        Pace or(Pace other) {
            return new Pace(step.or(other::step), cooldown.or(other::cooldown));
        }

        /** From one change to the next; zero: at once. */
        Duration pause() {
            return cooldown.orElse(step.isPresent() ? BETWEEN_STEPS : Duration.ZERO);
        }

        /** Whether it matters when the number changed last. */
        boolean hasPause() {
            return !pause().isZero();
        }
    }

    /** What is not given here is as it is there; if the two collide, what is given here holds. */
    public ScaleLimits or(ScaleLimits other) {
        Optional<Integer> least = min.or(() -> other.min.map(m -> Math.min(m, max.orElse(m))));
        Optional<Integer> most = max.or(() -> other.max.map(m -> Math.max(m, least.orElse(m))));
        return new ScaleLimits(least, most, up.or(other.up), down.or(other.down));
    }

    /** The same, of which none asks for more than that. */
    ScaleLimits within(int most) {
        return new ScaleLimits(min.map(m -> Math.min(m, most)), max.map(m -> Math.min(m, most)), up, down);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    @Override
    public Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        min.ifPresent(number -> written.put("min", number));
        max.ifPresent(number -> written.put("max", number));
        up.step.ifPresent(number -> written.put("step_up", number));
        down.step.ifPresent(number -> written.put("step_down", number));
        up.cooldown.ifPresent(time -> written.put("cooldown_up", Durations.format(time)));
        down.cooldown.ifPresent(time -> written.put("cooldown_down", Durations.format(time)));
        return written;
    }
}
