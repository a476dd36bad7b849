package io.genisys.connector.documents;

import io.genisys.connector.model.Command;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A call of the API as a document shows it, with curl or with httpie, and the answer that the document shows.
 *
 * @param body empty: none; {@code @} and a name: the file of that name
 * @param savedTo the file that the answer goes to
 */
record ShownCall(
        String method,
        String path,
        Map<String, String> headers,
        String body,
        Optional<String> savedTo,
        List<String> answer) {
    private static final String OR = "# or: ";
    /** Of curl: the answer has no end that could be waited for. */
    private static final String STREAM = "-N";

    private static final Pattern URL = Pattern.compile("(?:localhost)?:7051(/\\S*)");
    private static final Pattern ITEM = Pattern.compile("(\\w+)(==|:=|=)(.*)", Pattern.DOTALL);

    /** The calls in a block of code. If it shows a second way to make one, that has to be the same call. */
    static List<ShownCall> in(List<String> block) {
        List<ShownCall> calls = new ArrayList<>();
        List<String> answer = new ArrayList<>();
        for (String line : String.join("\n", block).replace("\\\n", " ").split("\n", -1)) {
            if (line.startsWith("$ ")) {
                answer = new ArrayList<>();
                List<String> shown = answer;
                String[] ways = line.substring(2).split(OR, 2);
                of(ways[0], shown).ifPresent(call -> {
                    calls.add(call);
                    Stream.of(ways)
                            .skip(1)
                            .map(way -> of(way, shown).orElseThrow())
                            .forEach(call::requireSame);
                });
            } else {
                answer.add(line);
            }
        }
        return calls;
    }

    private void requireSame(ShownCall other) {
        if (!method.equals(other.method) || !path.equals(other.path) || !body.equals(other.body)) {
            throw new IllegalArgumentException(this + " is shown with another way to make it, which is " + other);
        }
    }

    private static Optional<ShownCall> of(String line, List<String> answer) {
        Deque<String> words = new ArrayDeque<>(Command.parse(line).words());
        if (words.contains(STREAM)) {
            return Optional.empty();
        }
        return switch (words.pop()) {
            case "curl" -> Optional.of(curl(words, answer));
            case "http" -> Optional.of(httpie(words, answer));
            default -> Optional.empty();
        };
    }

    private static ShownCall curl(Deque<String> words, List<String> answer) {
        Map<String, String> headers = new TreeMap<>();
        String method = "";
        String body = "";
        String path = "";
        Optional<String> savedTo = Optional.empty();
        while (!words.isEmpty()) {
            String word = words.pop();
            switch (word) {
                case "-i" -> {}
                case "-X" -> method = words.pop();
                case "-d" -> body = words.pop();
                case ">" -> savedTo = Optional.of(words.pop());
                case "-H" -> {
                    String[] header = words.pop().split(": ", 2);
                    headers.put(header[0], header[1]);
                }
                default -> path = path(word);
            }
        }
        return new ShownCall(method.isEmpty() ? "GET" : method, path, headers, body, savedTo, answer);
    }

    private static ShownCall httpie(Deque<String> words, List<String> answer) {
        String method = "GET";
        String path = "";
        JsonObject body = new JsonObject();
        for (String word : words) {
            Matcher item = ITEM.matcher(word);
            if (word.startsWith(":7051")) {
                path = path(word);
            } else if (word.matches("[A-Z]+")) {
                method = word;
            } else if (item.matches() && item.group(2).equals("==")) {
                path += "?" + item.group(1) + "=" + item.group(3);
            } else if (item.matches()) {
                body.put(item.group(1), item.group(2).equals("=") ? item.group(3) : Json.decodeValue(item.group(3)));
            } else if (!word.equals("-j")) {
                throw new IllegalArgumentException("the test does not know this part of a call: " + word);
            }
        }
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        return new ShownCall(method, path, headers, body.isEmpty() ? "" : body.encode(), Optional.empty(), answer);
    }

    private static String path(String word) {
        Matcher url = URL.matcher(word);
        if (!url.matches()) {
            throw new IllegalArgumentException("the test does not know this part of a call: " + word);
        }
        return url.group(1);
    }

    /** What the document shows of the body; empty if it shows none, or a text. */
    Optional<JsonObject> shownBody() {
        String text = String.join("\n", answer)
                .replaceFirst("(?s)^HTTP/.*?(\n\n|$)", "")
                .replaceAll("…\\s*", "");
        return text.startsWith("{") ? Optional.of(new JsonObject(text)) : Optional.empty();
    }

    /** The status that the document shows, in the first line or in a problem; empty: any that says success. */
    Optional<Integer> shownStatus() {
        Matcher line = Pattern.compile("HTTP/1\\.1 (\\d+).*").matcher(answer.isEmpty() ? "" : answer.get(0));
        return line.matches()
                ? Optional.of(Integer.valueOf(line.group(1)))
                : shownBody().filter(body -> body.containsKey("type")).map(body -> body.getInteger("status"));
    }

    @Override
    public String toString() {
        return method + " " + path + " " + body;
    }
}
