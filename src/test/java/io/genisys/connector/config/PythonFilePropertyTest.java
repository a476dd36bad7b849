package io.genisys.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.RootRights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written as Python is read back as it was, and what is no Python does no harm. Both from fixed seeds. */
class PythonFilePropertyTest {
    private static final String CHARACTERS = "ab'\"\\#{}[](),:; \t\n\räß日\u0000\u0007=x0";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsWhatWasWritten(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            Map<Object, Object> value = map(random, 3);
            String python = "x = " + new Printer(random).print(value) + "\n";

            PythonFile.Result result = PythonFile.read(python);

            assertThat(result.faults()).as(python).isEmpty();
            assertThat(result.assignments().get("x").value()).as(python).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void survivesMutations(long seed) {
        Random random = new Random(seed);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < 400; i++) {
                String python =
                        "x = " + new Printer(random).print(map(random, 3)) + "\ny = {'name': 'y', 'image': 'y:1'}\n";
                readOrRefuse(List.of("a.py", "a.yml", "a.json").get(random.nextInt(3)), mutated(python, random));
            }
        });
    }

    private void readOrRefuse(String name, byte[] text) throws IOException {
        Path file = Files.write(folder.resolve(name), text);
        try {
            assertThat(ServiceFile.read(file, RootRights.NONE).found()).isTrue();
        } catch (InvalidException e) {
            assertThat(e.errors()).isNotEmpty();
        }
    }

    private static byte[] mutated(String python, Random random) {
        StringBuilder text = new StringBuilder(python);
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, character(random));
                default -> text.setCharAt(at, character(random));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static char character(Random random) {
        return random.nextInt(4) == 0
                ? (char) random.nextInt(0xD800)
                : CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> random.nextBoolean();
            case 1 -> null;
            case 2 -> random.nextBoolean() ? random.nextLong() : (Long) (long) random.nextInt(1000);
            case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 4, 5 -> text(random);
            case 6 -> list(random, depth - 1);
            default -> map(random, depth - 1);
        };
    }

    private static List<Object> list(Random random, int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(random, depth));
        }
        return list;
    }

    private static Map<Object, Object> map(Random random, int depth) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(random.nextInt(5) == 0 ? (Object) (long) random.nextInt(100) : text(random), value(random, depth));
        }
        return map;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return random.nextInt(10) == 0 ? text + "😀" : text.toString();
    }

    /** Writes Python in any of its many ways. */
    private record Printer(Random random) {
        String print(Object value) {
            if (value instanceof Map<?, ?> map) {
                return items(
                        "{",
                        map.entrySet().stream()
                                .map(e -> print(e.getKey()) + blank() + ":" + blank() + print(e.getValue()))
                                .toList(),
                        "}");
            }
            if (value instanceof List<?> list) {
                return list(list.stream().map(this::print).toList());
            }
            if (value instanceof String text) {
                return string(text);
            }
            return value instanceof Number number
                    ? number(number)
                    : value == null ? "None" : value.equals(true) ? "True" : "False";
        }

        private String list(List<String> values) {
            if (random.nextBoolean()) {
                return items("[", values, "]");
            }
            return values.size() == 1
                    ? "(" + blank() + values.get(0) + blank() + "," + blank() + ")"
                    : items("(", values, ")");
        }

        private String items(String open, List<String> values, String close) {
            String comma = !values.isEmpty() && random.nextBoolean() ? "," : "";
            return open + blank() + String.join(blank() + "," + blank(), values) + comma + blank() + close;
        }

        private String blank() {
            return List.of("", " ", "\t", "\n", "\r\n  ", " # it's {a} comment\n", " \\\n")
                    .get(random.nextInt(7));
        }

        private String number(Number number) {
            boolean isPlain = !(number instanceof Long whole) || whole < 0 || random.nextBoolean();
            return isPlain ? number.toString() : "0x" + Long.toHexString(number.longValue());
        }

        private String string(String text) {
            int cut = text.isEmpty()
                    ? 0
                    : text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length())));
            if (random.nextInt(4) == 0 && cut > 0) {
                return "(" + literal(text.substring(0, cut)) + blank() + literal(text.substring(cut)) + ")";
            }
            return literal(text);
        }

        private String literal(String text) {
            String quote = List.of("'", "\"", "'''", "\"\"\"").get(random.nextInt(4));
            boolean isRaw = text.matches("[a-z #{}(),:;=0-9äß日]*") && random.nextBoolean();
            StringBuilder literal = new StringBuilder(isRaw ? "r" : random.nextInt(5) == 0 ? "u" : "").append(quote);
            text.codePoints().forEach(c -> literal.append(isRaw ? Character.toString(c) : escaped(c, quote)));
            return literal.append(quote).toString();
        }

        private String escaped(int c, String quote) {
            boolean isBreak = c == '\n' && quote.length() == 1;
            if (c == '\\' || c == quote.charAt(0) || c == '\r' || isBreak || random.nextInt(6) == 0) {
                return switch (c) {
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    case '\\', '\'', '"' -> "\\" + (char) c;
                    default -> c < 256 && random.nextBoolean() ? "\\x%02x".formatted(c) : "\\U%08X".formatted(c);
                };
            }
            return Character.toString(c);
        }
    }
}
