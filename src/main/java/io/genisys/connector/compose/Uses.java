package io.genisys.connector.compose;

import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Parsers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service uses of what the file declares at its top, under the names that it has on a host. */
final class Uses {
    private static final String SOURCE = "source";
    private static final String TARGET = "target";
    /** A volume by its name, and what follows; a path begins otherwise. */
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]+)(:/.*)");

    private static final Pattern WITHOUT_TAG = Pattern.compile("(?:[^@]*/)?[^:@/]+");

    private final Map<DeclaredKind, Declared> declared;

    Uses(Map<DeclaredKind, Declared> declared) {
        this.declared = Map.copyOf(declared);
    }

    /**
     * The value of a field of a service, in the form in which a definition has it.
     *
     * @throws io.genisys.connector.model.InvalidException with each part that is not declared
     */
    Object read(String field, Object value) {
        return switch (field) {
            case "image" -> image(value);
            case "networks" -> networks(value);
            case "volumes" -> each(value, this::volume);
            case "secrets" -> each(value, part -> file(DeclaredKind.SECRETS, "", part));
            case "configs" -> each(value, part -> file(DeclaredKind.CONFIGS, "/", part));
            default -> value;
        };
    }

    /** Without a tag it means {@code latest}, which a definition has to say. */
    private static Object image(Object value) {
        return value instanceof String text && WITHOUT_TAG.matcher(text).matches() ? text + ":latest" : value;
    }

    private String name(DeclaredKind kind, String key) {
        return declared.get(kind).nameOf(key);
    }

    private Object networks(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> renamed = new LinkedHashMap<>();
            Map<String, Object> keys = new LinkedHashMap<>();
            map.keySet().forEach(key -> keys.put(String.valueOf(key), key));
            Parsers.map("", key -> true, "", key -> name(DeclaredKind.NETWORKS, String.valueOf(key)))
                    .parse(keys)
                    .forEach((key, name) -> renamed.put(name, map.get(key)));
            return renamed;
        }
        return each(value, part -> part instanceof String key ? name(DeclaredKind.NETWORKS, key) : part);
    }

    /** What is no list is left to the definition to refuse. */
    private static Object each(Object value, Parser<Object> part) {
        return value instanceof List<?> ? Parsers.list("", part).parse(value) : value;
    }

    private Object volume(Object part) {
        if (part instanceof Map<?, ?> map) {
            boolean isNamed = "volume".equals(map.get("type")) && map.get(SOURCE) instanceof String;
            return isNamed ? with(map, SOURCE, name(DeclaredKind.VOLUMES, (String) map.get(SOURCE))) : part;
        }
        Matcher named = NAMED.matcher(String.valueOf(part));
        return named.matches() ? name(DeclaredKind.VOLUMES, named.group(1)) + named.group(2) : part;
    }

    /** Under another name than that in the file, it is in a container where Compose has it all the same. */
    private Object file(DeclaredKind kind, String folder, Object part) {
        if (!(part instanceof Map<?, ?> map)) {
            String key = String.valueOf(part);
            String name = name(kind, key);
            return name.equals(key) ? key : Map.of(SOURCE, name, TARGET, folder + key);
        }
        if (!(map.get(SOURCE) instanceof String key)) {
            return part;
        }
        String name = name(kind, key);
        Map<String, Object> named = with(map, SOURCE, name);
        if (!name.equals(key)) {
            named.putIfAbsent(TARGET, folder + key);
        }
        return named;
    }

    private static Map<String, Object> with(Map<?, ?> map, String field, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>();
        map.forEach((key, content) -> changed.put(String.valueOf(key), content));
        changed.put(field, value);
        return changed;
    }
}
