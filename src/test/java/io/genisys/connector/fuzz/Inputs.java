package io.genisys.connector.fuzz;

import io.genisys.connector.testing.EngineState;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Requests as bytes: a third of valid form, the others with faults in them. The same seed makes the same ones. */
final class Inputs {
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "POST", "PUT", "HEAD", "OPTIONS", "PATCH", "TRACE", "BREW", "get");
    private static final List<String> PATHS = List.of(
            "/service",
            "/service/a",
            "/service/a/scale",
            "/service/a/status",
            "/service/a/containers",
            "/service/a/retry",
            "/service/b",
            "/service/b/scale",
            "/hosts",
            "/hosts/docker",
            "/hosts/docker/cordon",
            "/hosts/docker/uncordon",
            "/hosts/docker/drain",
            "/hosts/resume",
            "/export",
            "/import",
            "/health",
            "/",
            "/service/%00",
            "/service/%ff",
            "/service/%zz/scale",
            "/service/" + "x".repeat(64),
            "/service/a%2fb",
            "/service/../export",
            "/service/a;b=c",
            "//service",
            "/hosts/%20",
            "*",
            "http://localhost/service");
    private static final List<String> QUERIES = List.of(
            "", "", "", "", "?dryRun=true", "?dryRun=1", "?dryRun", "?dryRun=true&dryRun=false", "?x=%", "?%zz=1");
    private static final List<String> BODIES = List.of(
            "{\"name\":\"a\",\"image\":\"" + EngineState.IMAGE + "\"}",
            "{\"name\":\"b\",\"image\":\"" + EngineState.IMAGE + "\",\"command\":[\"sleep\",\"9\"],\"environment\":"
                    + "{\"A\":\"1\",\"B\":2.50,\"C\":true},\"ports\":[\"80\",\"53/udp\",8080],\"stop_signal\":\"SIGINT\","
                    + "\"stop_grace_period\":\"1s\",\"placement\":{\"constraints\":[\"node.labels.zone == west\"]}}",
            "{\"number\":2}",
            "{\"number\":\"0\"}",
            "{\"deadline\":\"5m\"}",
            "{}",
            "{\"format\":1,\"services\":[{\"definition\":{\"name\":\"a\",\"image\":\"" + EngineState.IMAGE
                    + "\"},\"number\":1}]}");
    private static final List<String> PIECES = List.of(
            "null",
            "-1",
            "1e400",
            "9".repeat(400),
            "0.00000000000000000001",
            "[".repeat(2000),
            "{\"a\":".repeat(600),
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\u20ac\ud83d\ude00",
            "true",
            "NaN",
            "\"\"",
            "\"  \"",
            "[]",
            "{}",
            "[null]",
            "1E1000000000",
            "\u0000",
            "\"",
            "\\",
            ",",
            "}",
            "'",
            "\"a\":",
            "&a [*a]",
            "x".repeat(5000),
            "2147483648");
    private static final List<String> HEADERS = List.of(
            "If-Match: *",
            "If-Match: \"1\"",
            "If-Match: \"99999999999999999999\"",
            "If-Match: x",
            "If-Match: \"1\",\"2\"",
            "If-None-Match: *",
            "If-None-Match: W/\"1\"",
            "Prefer: wait=0",
            "Prefer: wait=99999999999999999999",
            "Prefer: wait=-1",
            "Prefer: respond-async",
            "Prefer: ;;=,",
            "Expect: 100-continue",
            "Expect: x",
            "Authorization: Basic !!!!",
            "Authorization: Basic Og==",
            "Content-Encoding: gzip",
            "Accept: image/png",
            "Accept: ;;",
            "Origin: null",
            "Origin: http://a",
            "Sec-Fetch-Site: cross-site",
            "Host: b",
            "Cookie: =;=",
            "Range: bytes=0-",
            "Upgrade: h2c",
            "X: \u00e9\u0001",
            "X",
            ": x",
            " folded: x",
            "Transfer-Encoding: gzip",
            "Content-Length: 3",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "X: " + "y".repeat(9000));
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json",
            "application/json; charset=utf-16",
            "text/plain",
            "application/yaml",
            "multipart/form-data; boundary=x",
            "application/json;;;",
            "/");
    private static final List<String> SIZES = List.of("zz", "-1", "ffffffffffffffffff", "", "0x3", "3;e=\"", "3 ");

    private final Random random;
    private final Honest honest;

    Inputs(long seed) {
        random = new Random(seed);
        honest = new Honest(random);
    }

    /**
     * One of them.
     *
     * @param route for counting: the method and the path
     * @param text a character for each byte
     * @param isWhole its form says where it ends
     */
    record Input(String route, String text, boolean isWhole) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    Input next() {
        return random.nextInt(3) == 0 ? honest.next() : faulty();
    }

    private Input faulty() {
        String method = any(METHODS);
        String path = any(PATHS);
        StringBuilder head = new StringBuilder(method + " " + path + any(QUERIES) + " HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Connection: close\r\nPrefer: respond-async\r\n");
        while (random.nextInt(3) == 0) {
            head.append(any(HEADERS)).append("\r\n");
        }
        head.append("Content-Type: ").append(any(TYPES)).append("\r\n");
        byte[] bytes = framed(head, method.startsWith("P") ? body() : "").getBytes(StandardCharsets.UTF_8);
        return new Input(
                method + " " + (path.length() > 24 ? path.substring(0, 24) : path),
                new String(spoilt(bytes), StandardCharsets.ISO_8859_1),
                false);
    }

    /** A character for each byte. */
    static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private String body() {
        StringBuilder body = new StringBuilder(any(BODIES));
        while (random.nextInt(2) == 0) {
            int from = random.nextInt(body.length() + 1);
            int to = Math.min(body.length(), from + random.nextInt(6));
            body.replace(from, to, any(PIECES));
        }
        return body.toString();
    }

    private String framed(StringBuilder head, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        if (random.nextInt(5) > 0) {
            return head + "Content-Length: " + length + "\r\n\r\n" + body;
        }
        String size = random.nextInt(2) == 0 ? Integer.toHexString(length) : any(SIZES);
        return head + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    /** One in eight has bytes in it that are anything. */
    private byte[] spoilt(byte[] bytes) {
        if (random.nextInt(8) == 0) {
            int times = 1 + random.nextInt(3);
            for (int i = 0; i < times; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
        }
        return bytes;
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
