package io.genisys.connector.fuzz;

import io.genisys.connector.testing.EngineState;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Requests whose form is valid. Some of the values in them are not. */
final class Honest {
    private static final List<String> NAMES = List.of("a", "b", "a", "b", "c-1", "x".repeat(63), "A_b", "");
    private static final List<String> READ = List.of(
            "/service",
            "/service/a",
            "/service/b/status",
            "/service/a/scale",
            "/service/a/containers",
            "/service/b/history",
            "/history",
            "/hosts",
            "/hosts/docker",
            "/export",
            "/health");
    private static final List<String> POSTED = List.of(
            "/service/a/retry",
            "/hosts/docker/cordon",
            "/hosts/docker/uncordon",
            "/hosts/docker/drain",
            "/hosts/resume",
            "/hosts/none/cordon");
    private static final List<String> FIELDS = List.of(
            "command",
            "environment",
            "ports",
            "stop_signal",
            "stop_grace_period",
            "placement",
            "labels",
            "unknown",
            "image");
    private static final List<String> VALUES = List.of(
            "[\"sleep\",\"9\"]",
            "\"sleep 9\"",
            "{\"A\":\"1\",\"B\":2.50,\"C\":true}",
            "[\"A=1\",\"B\"]",
            "[\"80\",\"53/udp\",8080]",
            "[\"0\",\"1-65536\"]",
            "{\"constraints\":[\"node.labels.zone == west\"]}",
            "{\"constraints\":[\"node.id != \"]}",
            "\"SIGINT\"",
            "\"1s\"",
            "\"1h1h\"",
            "\"\u20ac\ud83d\ude00\"",
            "\"\\u0000\"",
            "9223372036854775808",
            "-0.0",
            "null",
            "[]",
            "[null]",
            "{}");
    private static final List<String> NUMBERS =
            List.of("0", "1", "2", "\"3\"", "10000", "10001", "2147483648", "-1", "1.0", "1e2", "null", "\"\"", "[1]");
    private static final List<String> CONDITIONS =
            List.of("", "", "", "", "If-Match: *\r\n", "If-Match: \"1\"\r\n", "If-None-Match: *\r\n");

    private final Random random;

    Honest(Random random) {
        this.random = random;
    }

    Inputs.Input next() {
        List<Supplier<Inputs.Input>> kinds = List.of(
                () -> bare("GET", any(READ)),
                () -> bare("DELETE", "/service/" + any(NAMES)),
                () -> bare("POST", any(POSTED)),
                () -> of("POST", "/service", definition()),
                () -> of("PUT", "/service/" + any(NAMES), definition()),
                () -> of("POST", "/service/" + any(NAMES) + "/scale", "{\"number\":" + any(NUMBERS) + "}"),
                () -> of("PUT", "/import", document()));
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private String definition() {
        StringBuilder fields = new StringBuilder("{\"name\":\"" + any(NAMES) + "\"");
        if (random.nextInt(8) > 0) {
            fields.append(",\"image\":\"").append(EngineState.IMAGE).append('"');
        }
        while (random.nextInt(2) == 0) {
            fields.append(",\"").append(any(FIELDS)).append("\":").append(any(VALUES));
        }
        return fields.append('}').toString();
    }

    private String document() {
        return "{\"format\":1,\"services\":[{\"definition\":" + definition() + ",\"number\":" + any(NUMBERS) + "}]}";
    }

    private Inputs.Input bare(String method, String path) {
        return new Inputs.Input(route(method, path), head(method, path) + "\r\n", true);
    }

    private Inputs.Input of(String method, String path, String body) {
        String bytes = Inputs.asBytes(body);
        return new Inputs.Input(
                route(method, path),
                head(method, path) + any(CONDITIONS) + "Content-Type: application/json\r\nContent-Length: "
                        + bytes.length() + "\r\n\r\n" + bytes,
                true);
    }

    private static String route(String method, String path) {
        return "valid form: " + method + " " + (path.length() > 24 ? path.substring(0, 24) : path);
    }

    private static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nPrefer: respond-async\r\n";
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
