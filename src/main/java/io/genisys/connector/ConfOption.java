package io.genisys.connector;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The launcher's option {@code -conf}, before the launcher reads it. */
final class ConfOption {
    private static final String FILE = "config";
    private static final List<String> NAMES = List.of("-conf", "--conf");

    /**
     * As the image, the package and the documents write it: to read other JSON takes a parser, which takes long to
     * load.
     */
    private static final Pattern USUAL = Pattern.compile("\\{\\s*\"config\"\\s*:\\s*\"([^\"\\\\]*)\"\\s*}");

    private ConfOption() {}

    /** What the launcher would make of the arguments; empty: only the launcher can tell. */
    static Optional<JsonObject> usual(List<String> arguments) {
        if (arguments.isEmpty()) {
            return Optional.of(new JsonObject());
        }
        return arguments.size() == 2 && NAMES.contains(arguments.get(0))
                ? usual(arguments.get(1)).map(file -> new JsonObject().put(FILE, file))
                : Optional.empty();
    }

    private static Optional<String> usual(String json) {
        Matcher usual = USUAL.matcher(json);
        return usual.matches() ? Optional.of(usual.group(1)) : Optional.empty();
    }

    /** The configuration file that it names; empty if it names none, or is of no use, which the launcher says later. */
    static Optional<String> file(String[] arguments) {
        return value(arguments).flatMap(value -> usual(value).or(() -> read(json(value))));
    }

    private static Optional<String> value(String[] arguments) {
        return IntStream.range(0, arguments.length)
                .boxed()
                .flatMap(i -> value(arguments, i))
                .findFirst();
    }

    private static Stream<String> value(String[] arguments, int at) {
        if (NAMES.contains(arguments[at]) && at + 1 < arguments.length) {
            return Stream.of(arguments[at + 1]);
        }
        return NAMES.stream()
                .filter(name -> arguments[at].startsWith(name + "="))
                .map(name -> arguments[at].substring(name.length() + 1));
    }

    /** It may be a file with JSON. */
    private static String json(String value) {
        try {
            return value.stripLeading().startsWith("{") ? value : Files.readString(Path.of(value));
        } catch (IOException | RuntimeException e) {
            return value;
        }
    }

    private static Optional<String> read(String json) {
        try {
            return Optional.ofNullable(new JsonObject(json).getString(FILE));
        } catch (DecodeException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
