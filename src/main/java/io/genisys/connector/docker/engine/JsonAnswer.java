package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An answer in JSON, of which only the fields that are used are read, and none of these is taken for granted: one word
 * that we do not know, anywhere in a large answer, must not hide all the rest. docker-java's own types want the whole
 * of it to be as they know it.
 */
final class JsonAnswer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "Id";
    static final int LONGEST_REFUSAL = 64 * 1024;

    private final Response response;
    private final BoundedBody body;

    private JsonAnswer(Response response) {
        this.response = response;
        this.body = new BoundedBody(response.getBody());
    }

    /** @throws DockerException if the engine refuses, as docker-java does */
    static JsonAnswer get(DockerHttpClient transport, String path) {
        Response response = transport.execute(Request.builder()
                .method(Request.Method.GET)
                .path(path)
                .putHeader("Accept", "application/json")
                .build());
        if (response.getStatusCode() == 200) {
            return new JsonAnswer(response);
        }
        try (response) {
            throw refusal(response.getStatusCode(), text(response));
        }
    }

    /** Of an answer that is not 200. */
    static RuntimeException refusal(int status, String words) {
        if (status < 300) {
            // no engine answers so
            return new NullAnswer();
        }
        return status == 404 ? new NotFoundException(words) : new DockerException(words, status);
    }

    private static String text(Response response) {
        if (response.getBody() == null) {
            return "";
        }
        try {
            return new String(response.getBody().readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer if it is one object. */
    ObjectNode object(Set<String> fields) {
        try (JsonParser parser = JSON.createParser(body)) {
            NullAnswer.refuseUnless(parser.nextToken() == JsonToken.START_OBJECT);
            return object(parser, fields, id -> false).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each entry of a list, with those fields only; null is how Go writes a list of none. */
    void eachOfList(Set<String> fields, Consumer<JsonNode> entry) {
        eachOfList(fields, id -> false, entry);
    }

    /**
     * The same without some.
     *
     * @param isLeftOut by the id of an entry, of which the rest is not read then: an engine writes it first
     */
    void eachOfList(Set<String> fields, Predicate<String> isLeftOut, Consumer<JsonNode> entry) {
        try (JsonParser parser = JSON.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.VALUE_NULL) {
                NullAnswer.refuseUnless(first == JsonToken.START_ARRAY);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(parser, fields, isLeftOut).ifPresent(entry);
                    body.restart();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JsonNode> value(JsonParser parser, Set<String> fields, Predicate<String> isLeftOut)
            throws IOException {
        return parser.currentToken() == JsonToken.START_OBJECT
                ? object(parser, fields, isLeftOut).map(object -> object)
                : Optional.of(tree(parser));
    }

    /** A text at once: for a tree Jackson prepares longer than it reads a short one, and most values are texts. */
    private static JsonNode tree(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING
                ? TextNode.valueOf(parser.getText())
                : JSON.readTree(parser);
    }

    /** What is not used is not kept: most of an answer is not. Empty if it is left out. */
    private static Optional<ObjectNode> object(JsonParser parser, Set<String> fields, Predicate<String> isLeftOut)
            throws IOException {
        ObjectNode object = JSON.createObjectNode();
        boolean isOut = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (isOut || !fields.contains(name)) {
                parser.skipChildren();
            } else {
                JsonNode value = tree(parser);
                object.set(name, value);
                isOut = name.equals(ID) && isLeftOut.test(Parts.text(value));
            }
        }
        return isOut ? Optional.empty() : Optional.of(object);
    }

    @Override
    public void close() {
        response.close();
    }
}
