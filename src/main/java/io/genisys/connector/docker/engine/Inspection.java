package io.genisys.connector.docker.engine;

import static io.genisys.connector.docker.engine.Parts.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Inspects single containers, and remembers of those that are there what never changes. */
final class Inspection {
    private static final int SHORT_ID = 12;
    private static final int FULL_ID = 64;

    private final Calls calls;
    /** By id, as {@link ContainerReader#stopSignal} tells them: that spares a look at each stop. */
    private final Map<String, String> stopSignals = new ConcurrentHashMap<>();

    Inspection(Calls calls) {
        this.calls = calls;
    }

    /** What the engine shows, with the id in it; empty if there is no such container. */
    Optional<JsonNode> inspect(String nameOrId) {
        String path = "/containers/" + URLEncoder.encode(nameOrId, StandardCharsets.UTF_8) + "/json";
        Optional<JsonNode> found = calls.find("inspect container " + brief(nameOrId), path, answer -> {
            ObjectNode shown = answer.object(ContainerReader.INSPECTED);
            complete(shown, nameOrId);
            return shown;
        });
        found.ifPresent(shown -> stopSignals.put(text(shown.path("Id")), ContainerReader.stopSignal(shown)));
        return found;
    }

    /** An answer that does not say whose it is is of the container that was asked for, if it was by id. */
    private static void complete(ObjectNode shown, String nameOrId) {
        if (!hasId(shown)) {
            NullAnswer.refuseUnless(isId(nameOrId));
            shown.put("Id", nameOrId);
        }
    }

    /** Empty if there is no such container; an empty text where it was given none. */
    Optional<String> stopSignal(String id) {
        return Optional.ofNullable(stopSignals.get(id)).or(() -> inspect(id).map(ContainerReader::stopSignal));
    }

    /** Forgets all others. */
    void keepOnly(Set<String> ids) {
        stopSignals.keySet().retainAll(ids);
    }

    /** Whether it says which container it is about. */
    static boolean hasId(JsonNode shown) {
        String id = text(shown.path("Id"));
        return shown.path("Id").isTextual() && !id.isEmpty() && id.length() <= FULL_ID && isHexadecimal(id);
    }

    static boolean isId(String text) {
        return text.length() == FULL_ID && isHexadecimal(text);
    }

    /** Each entry of each list comes here: a pattern takes ten times as long. */
    private static boolean isHexadecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    static String brief(String id) {
        return isId(id) ? id.substring(0, SHORT_ID) : id;
    }
}
