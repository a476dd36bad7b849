package io.genisys.connector.http;

import io.genisys.connector.catalog.Entry;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.DefinitionVersion;
import io.genisys.connector.model.ImagePin;
import io.genisys.connector.model.VersionFacts;
import io.genisys.connector.model.VersionFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The versions of a definition, in JSON. */
final class VersionJson {
    private VersionJson() {}

    static JsonObject of(Entry entry) {
        JsonArray versions = new JsonArray();
        Stream.concat(entry.past().stream(), Stream.of(entry.current()))
                .map(VersionJson::brief)
                .forEach(versions::add);
        return new JsonObject()
                .put("service", entry.service().value())
                .put("current", entry.version())
                .put("versions", versions);
    }

    /** With its definition. */
    static JsonObject of(DefinitionVersion version, boolean isReader) {
        Map<String, Object> definition =
                isReader ? Masked.of(version.definition()) : DefinitionForm.write(version.definition());
        List<String> log = version.facts().failure().map(VersionFailure::log).orElse(List.of());
        return brief(version).put("log", new JsonArray(log)).put("definition", new JsonObject(definition));
    }

    private static JsonObject brief(DefinitionVersion version) {
        VersionFacts facts = version.facts();
        return new JsonObject()
                .put("version", version.version())
                .put("image", version.definition().image().value())
                .put("at", facts.at().map(Object::toString).orElse(null))
                .put("by", facts.by().orElse(null))
                .put("fate", JsonParts.word(facts.fate()))
                .put("why", facts.failure().map(VersionFailure::why).orElse(null))
                .put("again", number(facts.again()))
                .put("restart", facts.restart().orElse(null))
                .put("pinned", facts.pin().map(VersionJson::pin).orElse(null));
    }

    private static Long number(OptionalLong number) {
        return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
    }

    private static JsonObject pin(ImagePin pin) {
        JsonObject ids = new JsonObject();
        pin.ids().forEach((host, id) -> ids.put(host.value(), id));
        return new JsonObject().put("digest", pin.digest().orElse(null)).put("ids", ids);
    }
}
