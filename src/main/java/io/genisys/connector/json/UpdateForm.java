package io.genisys.connector.json;

import static io.genisys.connector.fields.Field.optional;
import static io.genisys.connector.fields.Parsers.scalar;

import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.fields.Table.Row;
import io.genisys.connector.model.UpdateConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code update_config} of a definition. What is not given is as by default. */
final class UpdateForm {
    static final String NAME = "update_config";

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST_AT_ONCE = 10_000;
    private static final Pattern RATIO = Pattern.compile("0|1|0?\\.[0-9]{1,9}|[01]\\.0{1,9}|0\\.[0-9]{1,9}");

    private static final Field<UpdateConfig, Optional<Long>> PARALLELISM =
            field("parallelism", Forms.number(0, MOST_AT_ONCE));
    private static final Field<UpdateConfig, Optional<Duration>> DELAY = field("delay", Forms.duration(LONGEST));
    private static final Field<UpdateConfig, Optional<String>> FAILURE_ACTION =
            field("failure_action", Forms.oneOf("rollback", "pause", "continue"));
    private static final Field<UpdateConfig, Optional<Duration>> MONITOR = field("monitor", Forms.duration(LONGEST));
    private static final Field<UpdateConfig, Optional<Double>> MAX_FAILURE_RATIO =
            field("max_failure_ratio", scalar("must be a number from 0 to 1", text -> Optional.of(text)
                    .filter(RATIO.asMatchPredicate())
                    .map(Double::valueOf)));
    private static final Field<UpdateConfig, Optional<String>> ORDER =
            field("order", Forms.oneOf("start-first", "stop-first"));
    private static final Field<UpdateConfig, Optional<Duration>> PROGRESS_DEADLINE =
            field("progress_deadline", Forms.duration(LONGEST));

    private static final Table<UpdateConfig> TABLE =
            new Table<>(NAME, PARALLELISM, DELAY, FAILURE_ACTION, MONITOR, MAX_FAILURE_RATIO, ORDER, PROGRESS_DEADLINE);

    private UpdateForm() {}

    static Parser<UpdateConfig> parser() {
        return TABLE.parser(
                "must be an object with parallelism, delay, failure_action, monitor, order …", UpdateForm::of);
    }

    private static <T> Field<UpdateConfig, Optional<T>> field(String name, Parser<T> parser) {
        return optional(name, parser, config -> Optional.empty());
    }

    private static UpdateConfig of(Row row) {
        UpdateConfig usual = UpdateConfig.DEFAULT;
        return new UpdateConfig(
                row.get(PARALLELISM).map(Long::intValue).orElse(usual.parallelism()),
                row.get(DELAY).orElse(usual.delay()),
                row.get(FAILURE_ACTION)
                        .map(word -> UpdateConfig.FailureAction.valueOf(constant(word)))
                        .orElse(usual.failureAction()),
                row.get(MONITOR).orElse(usual.monitor()),
                row.get(MAX_FAILURE_RATIO).orElse(usual.maxFailureRatio()),
                row.get(ORDER)
                        .map(word -> UpdateConfig.Order.valueOf(constant(word)))
                        .orElse(usual.order()),
                row.get(PROGRESS_DEADLINE).orElse(usual.progressDeadline()));
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
