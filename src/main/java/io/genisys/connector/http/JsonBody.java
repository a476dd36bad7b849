package io.genisys.connector.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.genisys.connector.fields.FaultList;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.InvalidException;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The body of a request that changes something. */
final class JsonBody {
    private static final Pattern JSON = Pattern.compile("\\s*application/json\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern YAML =
            Pattern.compile("\\s*(?:application|text)/(?:x-)?yaml\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** Decimal numbers stay as they were written: the variable 1.10 is not 1.1. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonBody() {}

    /** Refuses a body of another type before it is read: a page of another origin can send all others unasked. */
    static void require(RoutingContext ctx) {
        require(ctx, isJson(ctx), "the Content-Type must be application/json");
    }

    /** The same, which takes YAML too: no page can send that unasked either. */
    static void requireYamlOrJson(RoutingContext ctx) {
        require(
                ctx,
                isJson(ctx) || isOfType(ctx, YAML),
                "the Content-Type must be application/yaml or application/json");
    }

    static boolean isJson(RoutingContext ctx) {
        return isOfType(ctx, JSON);
    }

    private static boolean isOfType(RoutingContext ctx, Pattern wanted) {
        String type = ctx.request().getHeader("Content-Type");
        return type != null && wanted.matcher(type).matches();
    }

    private static void require(RoutingContext ctx, boolean isOfType, String allowed) {
        if (!isOfType) {
            throw new HttpException(415, allowed);
        }
        String encoding = ctx.request().getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new HttpException(415, "the body must not be compressed");
        }
        ctx.next();
    }

    /** @throws InvalidException if it is no JSON object; its message quotes nothing of the body */
    static Map<String, Object> read(RoutingContext ctx) {
        return read(
                ctx, "the body must be a JSON object, and nothing after it", bytes -> MAPPER.readValue(bytes, OBJECT));
    }

    /**
     * @param form what is said of JSON of another form
     * @param reader which forgives nothing
     * @throws InvalidException if it cannot be read; its message quotes nothing of the body
     * @throws FailureException TOO_LARGE if the heap does not bear what it says
     */
    static <T> T read(RoutingContext ctx, String form, Reader<T> reader) {
        Buffer body = ctx.body().buffer();
        if (body == null || body.length() == 0) {
            throw invalid("the body is empty; it must be a JSON object");
        }
        try {
            T object = reader.read(body.getBytes());
            if (object == null) {
                throw invalid("the body must be a JSON object");
            }
            return object;
        } catch (JsonMappingException e) {
            throw invalidValue(e, form);
        } catch (JsonProcessingException e) {
            throw invalid("the body is not valid JSON, or repeats a field" + at(e.getLocation()));
        } catch (IOException e) {
            throw invalid("the body is not valid UTF-8");
        }
    }

    /** Reads bytes as JSON. */
    @FunctionalInterface
    interface Reader<T> {
        T read(byte[] bytes) throws IOException;
    }

    /** The faults that the body's own values found, or what keeps it from being JSON, else if it is of another form. */
    private static RuntimeException invalidValue(JsonMappingException error, String form) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidException known) {
                return FaultList.within(path(error), known);
            }
            if (cause instanceof FailureException tooLarge) {
                return tooLarge;
            }
            if (cause instanceof StreamReadException malformed) {
                return invalid("the body is not valid JSON, or repeats a field" + at(malformed.getLocation()));
            }
        }
        return invalid(form);
    }

    /** From the top of the body to the value that could not be read: {@code services[3].definition}. */
    private static String path(JsonMappingException error) {
        return error.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^[.]", "");
    }

    /** No body at all is an empty object. */
    static Map<String, Object> readIfAny(RoutingContext ctx) {
        Buffer body = ctx.body().buffer();
        return body == null || body.length() == 0 ? Map.of() : read(ctx);
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static InvalidException invalid(String message) {
        return new InvalidException("", message);
    }
}
