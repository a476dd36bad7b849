package io.genisys.connector.json;

import io.genisys.connector.model.Protection;
import io.genisys.connector.model.Protocol;
import io.genisys.connector.model.ServiceDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Since which number of the {@link Protocol} a field of a definition is there. Those that are not here have been from
 * the first one on.
 */
public final class FieldAges {
    /** By path, such as {@code update_config.monitor}; what is in a list has the path of the list. */
    static final Map<String, Integer> SINCE = Map.of("update_config", 2, "scaling", 2, "labels." + Protection.LABEL, 2);

    private FieldAges() {}

    /** The fields that a node of that protocol cannot read, by path. */
    public static List<String> newerThan(int protocol, ServiceDefinition definition) {
        return SINCE.values().stream().allMatch(since -> since <= protocol)
                ? List.of()
                : ages(DefinitionForm.write(definition)).entrySet().stream()
                        .filter(field -> field.getValue() > protocol)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** The smallest protocol that can read a definition. */
    static int of(Map<String, Object> written) {
        return ages(written).values().stream().max(Integer::compare).orElse(Protocol.FIRST);
    }

    private static Map<String, Integer> ages(Map<String, Object> written) {
        Map<String, Integer> found = new LinkedHashMap<>();
        written.forEach((name, value) -> collect(name, value, found));
        return found;
    }

    private static void collect(String path, Object value, Map<String, Integer> found) {
        if (SINCE.containsKey(path)) {
            found.put(path, SINCE.get(path));
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, part) -> collect(path + "." + name, part, found));
        } else if (value instanceof List<?> list) {
            list.forEach(part -> collect(path, part, found));
        }
    }
}
