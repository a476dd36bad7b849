package io.genisys.connector.json;

import static io.genisys.connector.fields.Parsers.fault;
import static io.genisys.connector.fields.Parsers.list;
import static io.genisys.connector.fields.Parsers.map;
import static io.genisys.connector.fields.Parsers.scalar;

import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.model.Bytes;
import io.genisys.connector.model.Cpus;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.Durations;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.Written;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What several fields of a definition have in common: the forms in which Compose writes values. */
final class Forms {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NO_NAME = Pattern.compile("[=\u0000]");
    private static final String A_VARIABLE = "must have a name without '='";

    private Forms() {}

    /** A field that is written as its value is. */
    static <T> Field<ServiceDefinition, Optional<T>> detail(Detail<T> detail, Parser<T> parser) {
        return Field.optional(detail.name(), parser, d -> d.detail(detail).map(Written::of));
    }

    /** Text that fits the pattern; numbers count as text. */
    static Parser<String> word(String allowed, String pattern) {
        Predicate<String> fits = Pattern.compile(pattern).asMatchPredicate();
        return scalar(allowed, text -> Optional.of(text).filter(fits));
    }

    /** One of these words. */
    static Parser<String> oneOf(String... words) {
        List<String> all = List.of(words);
        return scalar("must be " + choice(all), text -> Optional.of(text).filter(all::contains));
    }

    private static String choice(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    /** A boolean, or a word for one as Compose reads them: those of YAML 1.1 too. */
    static Parser<Boolean> flag() {
        return scalar(
                "must be true or false",
                text -> Optional.ofNullable(
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "true", "yes", "on" -> Boolean.TRUE;
                            case "false", "no", "off" -> Boolean.FALSE;
                            default -> null;
                        }));
    }

    static Parser<Long> number(long least, long most) {
        return scalar("must be a whole number from " + least + " to " + most, text -> Optional.of(text)
                .filter(t -> WHOLE.matcher(t).matches())
                .map(Long::valueOf)
                .filter(number -> number >= least && number <= most));
    }

    static Parser<Bytes> bytes() {
        return scalar(Bytes.ALLOWED, Bytes::parse);
    }

    static Parser<Cpus> cpus() {
        return scalar(Cpus.ALLOWED, Cpus::parse);
    }

    /** @param most the longest that is allowed */
    static Parser<Duration> duration(Duration most) {
        return scalar(Durations.ALLOWED + ", at most " + Durations.format(most), text -> Durations.parse(text)
                .filter(time -> time.compareTo(most) <= 0));
    }

    /** A list, or one of it alone; each counts once. */
    static <T> Parser<List<T>> oneOrMore(String allowed, Parser<T> each) {
        Parser<List<T>> several = several(allowed, each);
        return value -> value instanceof List<?> ? several.parse(value) : List.of(each.parse(value));
    }

    /** A list in which each counts once. */
    static <T> Parser<List<T>> several(String allowed, Parser<T> each) {
        Parser<List<T>> list = list(allowed, each);
        return value -> List.copyOf(new LinkedHashSet<>(list.parse(value)));
    }

    /** A map, or a list of {@code name=value}; the last of two with one name counts. A bare name has no value. */
    static Parser<Map<String, String>> labels(String allowed, Predicate<String> names, String allowedNames) {
        Parser<String> value = variable();
        Parser<Map<String, String>> map =
                map(allowed, names, allowedNames, given -> given == null ? "" : value.parse(given));
        return pairs(map, list(allowed, pair(names, allowedNames, Optional.of(""))));
    }

    /** As labels, but each needs a value. */
    static Parser<Map<String, String>> options(String allowed, Predicate<String> names, String allowedNames) {
        Parser<Map<String, String>> map = map(allowed, names, allowedNames, variable());
        return pairs(map, list(allowed, pair(names, allowedNames, Optional.empty())));
    }

    private static Parser<Map<String, String>> pairs(
            Parser<Map<String, String>> map, Parser<List<Map.Entry<String, String>>> list) {
        return value -> {
            if (!(value instanceof List<?>)) {
                return map.parse(value);
            }
            Map<String, String> all = new LinkedHashMap<>();
            list.parse(value).forEach(pair -> all.put(pair.getKey(), pair.getValue()));
            return all;
        };
    }

    private static Parser<Map.Entry<String, String>> pair(
            Predicate<String> names, String allowedNames, Optional<String> bare) {
        return value -> {
            if (!(value instanceof String text) || text.indexOf('\u0000') >= 0) {
                throw fault("must be a string like NAME=value");
            }
            int end = text.indexOf('=');
            String name = end < 0 ? text : text.substring(0, end);
            String content = end < 0 ? bare.orElseThrow(Forms::bareName) : text.substring(end + 1);
            if (!names.test(name)) {
                throw fault(allowedNames);
            }
            return Map.entry(name, content);
        };
    }

    private static InvalidException bareName() {
        return fault("must be like NAME=value: a name alone would take its value from the caller's environment, which"
                + " the connector does not have");
    }

    /** Of variables of the environment. */
    static Parser<Map<String, String>> variables() {
        return options(
                "must be an object of variables, or a list of strings like NAME=value",
                name -> !name.isEmpty() && !NO_NAME.matcher(name).find(),
                A_VARIABLE);
    }

    /** A value of a pair. */
    static Parser<String> variable() {
        return scalar(
                "must be a string, a number or a boolean; leave it out if it has no value",
                text -> Optional.of(text).filter(t -> t.indexOf('\u0000') < 0));
    }

    /** Texts without a NUL, which ends a text for the engine's kernel. */
    static Parser<String> text(String allowed) {
        return scalar(allowed, text -> Optional.of(text).filter(t -> !t.isEmpty() && t.indexOf('\u0000') < 0));
    }
}
