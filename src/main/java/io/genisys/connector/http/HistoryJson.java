package io.genisys.connector.http;

import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened, with what became of each new number, which is seen from what happened later. */
final class HistoryJson {
    private static final String RESULT = "result";

    /** By service, going back in time: what became of a number that was asked for before that. */
    private final Map<Optional<ServiceName>, String> results = new HashMap<>();

    private HistoryJson() {}

    /**
     * @param all the oldest first, and each service up to now
     * @param limit how many of the newest are shown
     */
    static JsonObject of(List<Happened> all, int limit) {
        HistoryJson history = new HistoryJson();
        Deque<JsonObject> shown = new ArrayDeque<>();
        for (int i = all.size() - 1; i >= Math.max(0, all.size() - limit); i--) {
            shown.addFirst(history.item(all.get(i)));
        }
        JsonArray items = new JsonArray();
        shown.forEach(items::add);
        return new JsonObject().put("history", items);
    }

    /** The newest number that was asked for; null if none is known. */
    static JsonObject lastScale(List<Happened> ofOneService) {
        HistoryJson history = new HistoryJson();
        for (int i = ofOneService.size() - 1; i >= 0; i--) {
            JsonObject item = history.item(ofOneService.get(i));
            if (ofOneService.get(i).what() == What.SERVICE_SCALED) {
                return item;
            }
        }
        return null;
    }

    private JsonObject item(Happened happened) {
        Optional<ServiceName> service = happened.subject().service();
        JsonObject item = HappenedJson.of(happened);
        item.put(RESULT, happened.what() == What.SERVICE_SCALED ? results.getOrDefault(service, "under_way") : null);
        result(happened.what()).ifPresent(result -> results.put(service, result));
        return item;
    }

    /** Of a number that was asked for before it. */
    private static Optional<String> result(What what) {
        return switch (what) {
            case SERVICE_REACHED -> Optional.of("reached");
            case SERVICE_SCALED -> Optional.of("replaced");
            case REMOVAL_BEGUN, SERVICE_REMOVED -> Optional.of("removed");
            default -> Optional.empty();
        };
    }
}
