package io.genisys.connector.config;

import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.Durations;
import io.genisys.connector.model.ServiceName;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the values of keys may be. */
final class Values {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9A-Za-z_.-]{1,253}|[0-9A-Fa-f.]*(?::[0-9A-Fa-f.]*){2,8}");

    private static final Pattern HOST_NAME = Pattern.compile("[0-9A-Za-z_](?:[0-9A-Za-z_.-]{0,251}[0-9A-Za-z_])?");

    private Values() {}

    /** Text that has to be quoted in YAML if it looks like a number, a date or a boolean. */
    static <T> Parser<T> text(Function<String, T> parse) {
        return Parsers.text("must be text; put it in quotes", parse);
    }

    static Parser<String> address() {
        String allowed = "must be an address such as 127.0.0.1, :: or localhost, without a port";
        return text(text -> check(text, ADDRESS.matcher(text).matches(), allowed));
    }

    static Parser<String> name(int longest) {
        String allowed = ServiceName.ALLOWED.replace("63", Integer.toString(longest));
        return text(text -> check(text, ServiceName.isValid(text) && text.length() <= longest, allowed));
    }

    /** A list, or in the environment what is between commas. */
    static Parser<Set<String>> hostNames() {
        String allowed = "must be a list of host names such as connector.example.com, without ports";
        return value -> {
            List<?> names =
                    value instanceof String text ? List.of(text.split("\\s*,\\s*", -1)) : asList(value, allowed);
            Set<String> all = new LinkedHashSet<>();
            for (Object name : names) {
                String text = String.valueOf(name).strip();
                all.add(check(text, HOST_NAME.matcher(text).matches(), allowed).toLowerCase(Locale.ROOT));
            }
            return check(all, !all.isEmpty(), allowed);
        };
    }

    private static List<?> asList(Object value, String allowed) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw Parsers.fault(allowed);
    }

    static Parser<Integer> number(int least, int most) {
        String allowed = "must be a whole number from " + least + " to " + most;
        return value -> {
            if (value instanceof String text && text.matches("0[0-9]+")) {
                throw Parsers.fault(
                        allowed + ", without a zero in front: in YAML 010 is eight to some and ten to others");
            }
            int number = scalar(value)
                    .filter(text -> WHOLE_NUMBER.matcher(text).matches())
                    .map(Integer::valueOf)
                    .orElseThrow(() -> Parsers.fault(allowed));
            return check(number, least <= number && number <= most, allowed);
        };
    }

    static Parser<Boolean> flag() {
        return value -> switch (value instanceof String || value instanceof Boolean ? value.toString() : "") {
            case "true" -> true;
            case "false" -> false;
            default -> throw Parsers.fault("must be true or false");
        };
    }

    static Parser<Duration> duration(String least, String most) {
        String allowed = Durations.ALLOWED + ", from " + least + " to " + most;
        Duration shortest = Durations.parse(least).orElseThrow();
        Duration longest = Durations.parse(most).orElseThrow();
        return value -> {
            Duration duration = scalar(value).flatMap(Durations::parse).orElseThrow(() -> Parsers.fault(allowed));
            return check(duration, duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0, allowed);
        };
    }

    static <E extends Enum<E>> Parser<E> choice(Class<E> type) {
        List<E> choices = Arrays.asList(type.getEnumConstants());
        String allowed = choices.stream().map(Values::written).collect(Collectors.joining(" or ", "must be ", ""));
        return value -> choices.stream()
                .filter(choice -> written(choice).equals(value))
                .findFirst()
                .orElseThrow(() -> Parsers.fault(allowed));
    }

    private static String written(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** @param folder to which a relative path is relative */
    static Parser<Path> path(Path folder) {
        return text(text -> {
            try {
                return folder.resolve(Locales.checked(text)).normalize();
            } catch (InvalidPathException e) {
                throw Parsers.fault("must be a path");
            }
        });
    }

    static Parser<Path> readableFile(Path folder) {
        return value -> {
            Path file = path(folder).parse(value);
            return check(file, isReadable(file), "must be a file that can be read; " + file + " is not");
        };
    }

    static Parser<Path> readableFolder(Path folder) {
        return value -> {
            Path given = path(folder).parse(value);
            boolean isReadable = Files.isDirectory(given) && Files.isReadable(given) && Files.isExecutable(given);
            return check(given, isReadable, "must be a folder that can be read; " + given + " is not");
        };
    }

    /** docker-java silently speaks plain HTTP if one of the three files is missing. */
    static Parser<Path> tlsFolder(Path folder) {
        return value -> {
            Path tls = path(folder).parse(value);
            List<String> missing = List.of("ca.pem", "cert.pem", "key.pem").stream()
                    .filter(file -> !isReadable(tls.resolve(file)))
                    .toList();
            return check(
                    tls,
                    missing.isEmpty(),
                    "must be a folder with ca.pem, cert.pem and key.pem; in " + tls + " " + String.join(", ", missing)
                            + " cannot be read");
        };
    }

    private static boolean isReadable(Path file) {
        return Files.isRegularFile(file) && Files.isReadable(file);
    }

    private static Optional<String> scalar(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return Optional.of(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
        }
        return value instanceof String || value instanceof Number ? Optional.of(value.toString()) : Optional.empty();
    }

    private static <T> T check(T value, boolean holds, String allowed) {
        if (!holds) {
            throw Parsers.fault(allowed);
        }
        return value;
    }
}
