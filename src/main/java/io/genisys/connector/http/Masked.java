package io.genisys.connector.http;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.ServiceDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Definitions as those see them who may not change them: of environment variables, labels and options of the log, which
 * hold secrets more often than not, names without values.
 */
final class Masked {
    private static final String HIDDEN = "***";
    private static final List<String> PAIRS = List.of("environment", Detail.LABELS.name());

    private Masked() {}

    static Map<String, Object> of(ServiceDefinition definition) {
        Map<String, Object> fields = DefinitionForm.write(definition);
        PAIRS.forEach(field -> hide(fields, field));
        fields.computeIfPresent(Detail.LOGGING.name(), (field, log) -> {
            Map<String, Object> parts = new LinkedHashMap<>();
            ((Map<?, ?>) log).forEach((part, value) -> parts.put(String.valueOf(part), value));
            hide(parts, "options");
            return parts;
        });
        return fields;
    }

    private static void hide(Map<String, Object> fields, String field) {
        fields.computeIfPresent(field, (name, values) -> {
            Map<String, String> hidden = new LinkedHashMap<>();
            ((Map<?, ?>) values).keySet().forEach(key -> hidden.put(String.valueOf(key), HIDDEN));
            return hidden;
        });
    }
}
