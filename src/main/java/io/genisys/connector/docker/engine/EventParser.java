package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.genisys.connector.docker.Engine.EngineEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds events in bytes as they come. Between two events nothing is kept, and of an event only what is used. What is
 * JSON but no event is skipped.
 */
final class EventParser {
    private static final String TYPE = "/Type";
    private static final String ACTION = "/Action";
    private static final String CONTAINER = "/Actor/ID";
    private static final String SIGNAL = "/Actor/Attributes/signal";
    private static final Set<String> USED = Set.of(TYPE, ACTION, CONTAINER, SIGNAL);
    private static final int DEEPEST = 3;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Consumer<EngineEvent> each;
    private final Map<String, String> found = new HashMap<>();
    /** Within an event. */
    private Optional<JsonParser> begun = Optional.empty();

    private long length;

    EventParser(Consumer<EngineEvent> each) {
        this.each = each;
    }

    void read(byte[] bytes) throws IOException {
        length += bytes.length;
        NullAnswer.refuseUnless(length <= BoundedBody.MOST_AT_ONCE);
        JsonParser parser = begun.isPresent() ? begun.get() : JSON.createNonBlockingByteArrayParser();
        ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(bytes, 0, bytes.length);
        JsonToken token = parser.nextToken();
        while (token != JsonToken.NOT_AVAILABLE) {
            take(parser, token);
            token = parser.nextToken();
        }
        begun = Optional.of(parser).filter(open -> !open.getParsingContext().inRoot());
        if (begun.isEmpty()) {
            parser.close();
            length = 0;
        }
    }

    private void take(JsonParser parser, JsonToken token) throws IOException {
        if (parser.getParsingContext().inRoot()) {
            length = 0;
            event().ifPresent(each);
            found.clear();
        } else if (token.isScalarValue() && parser.getParsingContext().getNestingDepth() <= DEEPEST) {
            String place = parser.getParsingContext().pathAsPointer().toString();
            if (USED.contains(place)) {
                found.put(place, token == JsonToken.VALUE_NULL ? "" : parser.getText());
            }
        }
    }

    private Optional<EngineEvent> event() {
        String action = found(ACTION);
        String container = found(CONTAINER);
        if (action.isEmpty() || container.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                found(TYPE).equals(EngineEvent.NETWORK)
                        ? new EngineEvent(EngineEvent.NETWORK, container)
                        : new EngineEvent(inDockersWords(action), container, found(SIGNAL)));
    }

    private String found(String place) {
        return found.getOrDefault(place, "");
    }

    /** Podman has words of its own; which of them it translates itself depends on its version. */
    private static String inDockersWords(String action) {
        return switch (action) {
            case "died" -> "die";
            case "remove" -> "destroy";
            default -> action;
        };
    }
}
