package io.genisys.connector.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genisys.connector.json.ModelJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What releases have written, one folder for each number of the protocol, one JSON value a line. It is never changed:
 * each later release reads it.
 */
public final class Recorded {
    private static final Path FOLDER = Path.of("src/test/resources/recorded");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recorded() {}

    /** The names of all recordings of a kind. */
    public static Set<String> names(String kind) {
        Set<String> names = new TreeSet<>();
        files(kind).forEach(file -> names.add(file.getFileName().toString().replaceFirst("\\.json$", "")));
        return names;
    }

    /** The lines of all releases, oldest first. */
    public static List<String> lines(String kind, String name) {
        List<String> lines = new ArrayList<>();
        files(kind)
                .filter(file -> file.getFileName().toString().equals(name + ".json"))
                .forEach(file -> lines.addAll(read(file)));
        return lines;
    }

    private static Stream<Path> files(String kind) {
        try (Stream<Path> protocols = Files.list(FOLDER)) {
            return protocols
                    .sorted()
                    .map(protocol -> protocol.resolve(kind))
                    .filter(Files::exists)
                    .flatMap(Recorded::inside)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> inside(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This release reads it, and loses nothing of it. */
    public static void checkIsRead(Class<?> type, String recorded) {
        Object read = ModelJson.read(recorded.getBytes(StandardCharsets.UTF_8), type);
        checkHas(
                parse(new String(ModelJson.write(read), StandardCharsets.UTF_8)),
                Later.withoutWhatIsNotRead(type, parse(recorded)),
                recorded);
    }

    /**
     * It is read too if a later release has written it.
     *
     * @param strict enums of which an unknown constant is refused
     */
    public static void checkIsReadWithWhatIsUnknown(Class<?> type, String recorded, Set<Class<?>> strict) {
        for (Later.Variant variant : Later.of(type, parse(recorded))) {
            byte[] later = variant.json().toString().getBytes(StandardCharsets.UTF_8);
            if (variant.constant().filter(strict::contains).isPresent()) {
                assertThatThrownBy(() -> ModelJson.read(later, type)).isInstanceOf(IllegalArgumentException.class);
            } else {
                assertThat(ModelJson.read(later, type)).as("%s", variant).isInstanceOf(type);
            }
        }
    }

    private static void checkHas(JsonNode written, JsonNode recorded, String whole) {
        assertThat(has(written, recorded))
                .as("%s is in %s, of %s", recorded, written, whole)
                .isTrue();
    }

    private static boolean has(JsonNode written, JsonNode recorded) {
        if (recorded.isObject()) {
            return recorded.properties().stream()
                    .allMatch(field -> isNothing(field.getValue())
                            || (written.has(field.getKey()) && has(written.get(field.getKey()), field.getValue())));
        }
        if (recorded.isArray()) {
            return written.size() == recorded.size()
                    && Stream.iterate(0, i -> i < recorded.size(), i -> i + 1)
                            .allMatch(i -> Stream.iterate(0, j -> j < written.size(), j -> j + 1)
                                    .anyMatch(j -> has(written.get(j), recorded.get(i))));
        }
        return written.equals(recorded);
    }

    /** A part that a later release does not write any more, as nothing is in it. */
    private static boolean isNothing(JsonNode value) {
        return value.isNull() || (value.isContainerNode() && value.isEmpty());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
