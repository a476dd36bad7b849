package io.genisys.connector.json;

import static io.genisys.connector.fields.Field.optional;
import static io.genisys.connector.fields.Parsers.fault;

import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.fields.Table.Row;
import io.genisys.connector.model.ScaleLimits;
import java.time.Duration;
import java.util.Optional;

/** The {@code scaling} of a definition. */
final class ScalingForm {
    /** What {@code connector.max_containers} is at most. */
    private static final int MOST = 10_000;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Field<ScaleLimits, Optional<Integer>> MIN = number("min", 0);
    private static final Field<ScaleLimits, Optional<Integer>> MAX = number("max", 0);
    private static final Field<ScaleLimits, Optional<Integer>> STEP_UP = number("step_up", 1);
    private static final Field<ScaleLimits, Optional<Integer>> STEP_DOWN = number("step_down", 1);
    private static final Field<ScaleLimits, Optional<Duration>> COOLDOWN_UP = time("cooldown_up");
    private static final Field<ScaleLimits, Optional<Duration>> COOLDOWN_DOWN = time("cooldown_down");

    private static final Table<ScaleLimits> TABLE =
            new Table<>("scaling", MIN, MAX, STEP_UP, STEP_DOWN, COOLDOWN_UP, COOLDOWN_DOWN);

    private ScalingForm() {}

    static Parser<ScaleLimits> parser() {
        return TABLE.parser(
                "must be an object with min, max, step_up, step_down, cooldown_up and cooldown_down", ScalingForm::of);
    }

    private static ScaleLimits of(Row row) {
        return new ScaleLimits(
                row.get(MIN),
                row.get(MAX),
                new ScaleLimits.Pace(row.get(STEP_UP), row.get(COOLDOWN_UP)),
                new ScaleLimits.Pace(row.get(STEP_DOWN), row.get(COOLDOWN_DOWN)));
    }

    private static Field<ScaleLimits, Optional<Integer>> number(String name, int least) {
        return optional(name, Forms.number(least, MOST).andThen(Long::intValue), limits -> Optional.empty());
    }

    private static Field<ScaleLimits, Optional<Duration>> time(String name) {
        Parser<Duration> parser = Forms.duration(LONGEST);
        return optional(
                name,
                value -> {
                    Duration time = parser.parse(value);
                    if (time.compareTo(SHORTEST) < 0) {
                        throw fault("must be at least 1s");
                    }
                    return time;
                },
                limits -> Optional.empty());
    }
}
