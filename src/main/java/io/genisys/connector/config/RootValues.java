package io.genisys.connector.config;

import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.RootPower;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is allowed although it gives root on the hosts: lists, or in the environment what is between commas. */
final class RootValues {
    private static final String POWERS = Arrays.stream(RootPower.values())
            .map(RootPower::word)
            .collect(Collectors.joining(", ", "must be a list of ", ""));
    private static final String FOLDERS = "must be a list of absolute paths of folders, without ..";

    private RootValues() {}

    static Parser<Set<RootPower>> powers() {
        return value -> {
            Set<RootPower> all = EnumSet.noneOf(RootPower.class);
            all.addAll(list(POWERS, RootValues::power).parse(value));
            return Set.copyOf(all);
        };
    }

    private static RootPower power(String word) {
        return Arrays.stream(RootPower.values())
                .filter(power -> power.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Parsers.fault(POWERS));
    }

    static Parser<List<Path>> folders() {
        return list(FOLDERS, RootValues::folder);
    }

    /** Of a host, which need not be this machine. */
    private static Path folder(String text) {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && path.equals(path.normalize())) {
                return path;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw Parsers.fault(FOLDERS);
    }

    private static <T> Parser<List<T>> list(String allowed, Function<String, T> each) {
        Parser<List<T>> parser = Parsers.list(allowed, Parsers.text(allowed, each));
        return value ->
                parser.parse(value instanceof String text ? List.of(text.strip().split("\\s*,\\s*", -1)) : value);
    }
}
