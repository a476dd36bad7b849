package io.genisys.connector.http;

import io.genisys.connector.model.InvalidException;
import io.genisys.connector.yaml.WordsYaml;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A Compose file as the body of a request, in YAML or JSON by its type. */
final class ComposeBody {
    private ComposeBody() {}

    /** @throws InvalidException if it is no object of either; its message quotes nothing of the body */
    static Map<?, ?> read(RoutingContext ctx) {
        if (JsonBody.isJson(ctx)) {
            return JsonBody.read(ctx);
        }
        Buffer body = ctx.body().buffer();
        if (body == null || body.length() == 0) {
            throw new InvalidException("", "the body is empty; it must be a Compose file");
        }
        if (WordsYaml.parse(text(body.getBytes())) instanceof Map<?, ?> file) {
            return file;
        }
        throw new InvalidException("", "the body must be a Compose file: an object with services");
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidException("", "the body is not valid UTF-8");
        }
    }
}
