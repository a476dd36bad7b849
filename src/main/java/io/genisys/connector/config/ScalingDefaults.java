package io.genisys.connector.config;

import io.genisys.connector.model.Durations;
import io.genisys.connector.model.ScaleLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the keys {@code connector.scaling_…}: the limits of services whose definitions do not say otherwise. */
final class ScalingDefaults {
    private static final String MIN = "scaling_min";
    private static final String MAX = "scaling_max";
    private static final String STEP_UP = "scaling_step_up";
    private static final String STEP_DOWN = "scaling_step_down";
    private static final String COOLDOWN_UP = "scaling_cooldown_up";
    private static final String COOLDOWN_DOWN = "scaling_cooldown_down";
    private static final int MOST = 10_000;

    private ScalingDefaults() {}

    static ScaleLimits read(Section keys) {
        Optional<Integer> min = keys.read(MIN, Values.number(0, MOST));
        Optional<Integer> max = keys.read(MAX, Values.number(0, MOST));
        Optional<Integer> stepUp = step(keys, STEP_UP);
        Optional<Integer> stepDown = step(keys, STEP_DOWN);
        ScaleLimits.Pace up = new ScaleLimits.Pace(stepUp, cooldown(keys, COOLDOWN_UP));
        ScaleLimits.Pace down = new ScaleLimits.Pace(stepDown, cooldown(keys, COOLDOWN_DOWN));
        boolean isInOrder = max.isEmpty() || min.orElse(0) <= max.get();
        if (!isInOrder) {
            keys.fault(MIN, "must be at most scaling_max, which is " + max.get());
        }
        return new ScaleLimits(isInOrder ? min : Optional.empty(), max, up, down);
    }

    private static Optional<Integer> step(Section keys, String key) {
        return keys.read(key, Values.number(1, MOST));
    }

    private static Optional<Duration> cooldown(Section keys, String key) {
        return keys.read(key, Values.duration("1s", "24h"));
    }

    /** By their keys, as they would be written in the file. */
    static Map<String, String> written(ScaleLimits limits) {
        Map<String, String> written = new LinkedHashMap<>();
        limits.min().ifPresent(number -> written.put(MIN, number.toString()));
        limits.max().ifPresent(number -> written.put(MAX, number.toString()));
        limits.up().step().ifPresent(number -> written.put(STEP_UP, number.toString()));
        limits.down().step().ifPresent(number -> written.put(STEP_DOWN, number.toString()));
        limits.up().cooldown().ifPresent(time -> written.put(COOLDOWN_UP, Durations.format(time)));
        limits.down().cooldown().ifPresent(time -> written.put(COOLDOWN_DOWN, Durations.format(time)));
        return written;
    }
}
