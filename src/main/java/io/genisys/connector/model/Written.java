package io.genisys.connector.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value that has one written form, from which it is read as the same. */
public interface Written {
    /** A string, number, boolean, map or list. */
    Object written();

    /** @param value one that is written, or a string, number, boolean, map or list of such */
    static Object of(Object value) {
        if (value instanceof Written known) {
            return of(known.written());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Written::of).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> written = new LinkedHashMap<>();
            map.forEach((name, content) -> written.put(String.valueOf(name), of(content)));
            return written;
        }
        return value;
    }
}
