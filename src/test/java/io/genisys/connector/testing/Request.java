package io.genisys.connector.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of HTTP/1.1.
 *
 * @param version of the API, such as {@code 1.41}; empty where the path has none
 * @param path decoded, without the version
 * @param query decoded; of parameters that come twice, the last one
 * @param headers their names in lower case
 */
public record Request(
        String method,
        Optional<String> version,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body) {
    private static final Pattern VERSIONED = Pattern.compile("/v(\\d+\\.\\d+)(/.*)");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty where the client has closed the connection. */
    static Optional<Request> read(Wire wire) throws IOException {
        Optional<String> first = wire.line();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] words = first.get().split(" ", -1);
        Map<String, String> headers = headers(wire);
        String body = body(wire, headers);
        URI uri = URI.create(words[1]);
        Matcher m = VERSIONED.matcher(uri.getPath());
        boolean versioned = m.matches();
        Optional<String> version = versioned ? Optional.of(m.group(1)) : Optional.empty();
        String path = versioned ? m.group(2) : uri.getPath();
        return Optional.of(new Request(words[0], version, path, parameters(uri.getRawQuery()), headers, body));
    }

    private static Map<String, String> headers(Wire wire) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = needed(wire); !line.isEmpty(); line = needed(wire)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return headers;
    }

    private static String body(Wire wire, Map<String, String> headers) throws IOException {
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return wire.text(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        StringBuilder body = new StringBuilder();
        for (int size = chunk(wire); size > 0; size = chunk(wire)) {
            body.append(wire.text(size));
            needed(wire);
        }
        needed(wire);
        return body.toString();
    }

    private static int chunk(Wire wire) throws IOException {
        return Integer.parseInt(needed(wire), 16);
    }

    private static String needed(Wire wire) throws IOException {
        return wire.line().orElseThrow(EOFException::new);
    }

    private static Map<String, String> parameters(String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(decoded(pair.substring(0, Math.max(0, equals))), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Empty where it was not given. */
    public String query(String name) {
        return query.getOrDefault(name, "");
    }

    boolean says(String parameter) {
        return query(parameter).equals("true") || query(parameter).equals("1");
    }

    /** What a pull asks for, in one piece. */
    String image() {
        String tag = query("tag");
        String separator = tag.contains(":") ? "@" : ":";
        return tag.isEmpty() ? query("fromImage") : query("fromImage") + separator + tag;
    }

    JsonNode json() {
        return parsed(body);
    }

    /** The values of one of {@code filters}, which come as a list or as the keys of an object; null without it. */
    JsonNode filters() {
        return parsed(query.getOrDefault("filters", "{}"));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Refused(400, "invalid JSON: " + text);
        }
    }

    boolean keepsAlive() {
        return !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }
}
