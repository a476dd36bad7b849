package io.genisys.connector.http;

import io.genisys.connector.model.ServiceUpdate;
import io.vertx.core.json.JsonObject;

/** An update of the containers of a service, in JSON. */
final class UpdateJson {
    private UpdateJson() {}

    static JsonObject of(ServiceUpdate update) {
        return new JsonObject()
                .put("state", JsonParts.word(update.state()))
                .put("from", update.from())
                .put("to", update.to())
                .put("replaced", update.progress().replaced())
                .put("failed", update.progress().failed())
                .put("total", update.progress().total())
                .put("reason", update.reason().orElse(null))
                .put("started_at", update.startedAt().toString())
                .put("progress_at", update.progressAt().toString());
    }
}
