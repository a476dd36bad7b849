package io.genisys.connector.json;

import static io.genisys.connector.fields.Field.optional;
import static io.genisys.connector.fields.Parsers.fault;
import static io.genisys.connector.fields.Parsers.list;
import static io.genisys.connector.fields.Parsers.text;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.fields.Table.Row;
import io.genisys.connector.model.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The {@code healthcheck} of a definition. */
final class HealthForm {
    private static final String TEST_ALLOWED =
            "must be a line of shell, or a list that begins with CMD, CMD-SHELL or" + " NONE";
    private static final List<String> NO_TEST = List.of("NONE");
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int MOST_RETRIES = 1000;

    private static final Field<HealthCheck, Optional<List<String>>> TEST =
            optional("test", HealthForm::test, check -> Optional.empty());
    private static final Field<HealthCheck, Optional<Duration>> INTERVAL = time("interval");
    private static final Field<HealthCheck, Optional<Duration>> TIMEOUT = time("timeout");
    private static final Field<HealthCheck, Optional<Long>> RETRIES =
            optional("retries", Forms.number(1, MOST_RETRIES), check -> Optional.empty());
    private static final Field<HealthCheck, Optional<Duration>> START_PERIOD =
            optional("start_period", Forms.duration(LONGEST), check -> Optional.empty());
    private static final Field<HealthCheck, Optional<Duration>> START_INTERVAL = time("start_interval");
    private static final Field<HealthCheck, Optional<Boolean>> DISABLE =
            optional("disable", Forms.flag(), check -> Optional.empty());

    private static final Table<HealthCheck> TABLE =
            new Table<>("a healthcheck", TEST, INTERVAL, TIMEOUT, RETRIES, START_PERIOD, START_INTERVAL, DISABLE);

    private HealthForm() {}

    static Parser<HealthCheck> parser() {
        return TABLE.parser("must be an object with test, interval, timeout, retries, start_period …", HealthForm::of);
    }

    private static Field<HealthCheck, Optional<Duration>> time(String name) {
        Parser<Duration> parser = Forms.duration(LONGEST);
        return optional(
                name,
                value -> {
                    Duration time = parser.parse(value);
                    if (time.compareTo(SHORTEST) < 0) {
                        throw fault("must be at least 1ms");
                    }
                    return time;
                },
                check -> Optional.empty());
    }

    private static HealthCheck of(Row row) {
        boolean isOff = row.get(DISABLE).orElse(false);
        if (isOff && row.get(TEST).filter(test -> !test.equals(NO_TEST)).isPresent()) {
            throw FaultList.within("disable", fault("must be left out if there is a test, or the test if it is true"));
        }
        return new HealthCheck(
                isOff ? Optional.of(NO_TEST) : row.get(TEST),
                row.get(INTERVAL),
                row.get(TIMEOUT),
                row.get(RETRIES),
                new HealthCheck.Start(row.get(START_PERIOD), row.get(START_INTERVAL)));
    }

    private static List<String> test(Object value) {
        if (value instanceof String line) {
            return List.of("CMD-SHELL", Forms.text(TEST_ALLOWED).parse(line));
        }
        List<String> words =
                list(TEST_ALLOWED, text(TEST_ALLOWED, word -> word)).parse(value);
        boolean isValid =
                switch (words.isEmpty() ? "" : words.get(0)) {
                    case "NONE" -> words.size() == 1;
                    case "CMD" -> words.size() > 1;
                    case "CMD-SHELL" -> words.size() == 2;
                    default -> false;
                };
        if (!isValid) {
            throw fault(TEST_ALLOWED);
        }
        return words;
    }
}
