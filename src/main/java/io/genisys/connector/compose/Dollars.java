package io.genisys.connector.compose;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.InvalidException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * In the values of a Compose file, {@code $$} is a dollar sign, and one alone begins a variable. The connector has no
 * variables of a caller: they are put in place before the file is sent.
 */
final class Dollars {
    private static final Pattern PAIR = Pattern.compile("\\$\\$");
    private static final String VARIABLE =
            "has a variable; scripts/compose puts the values of your variables in place; a dollar sign is written $$";

    private Dollars() {}

    /**
     * The value without the second of each two dollar signs.
     *
     * @throws InvalidException with each place that has a variable, as a path within the value
     */
    static Object read(Object value) {
        if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        if (value instanceof List<?> list) {
            return ofList(list);
        }
        return value instanceof String text ? ofText(text) : value;
    }

    private static Map<String, Object> ofMap(Map<?, ?> map) {
        FaultList faults = new FaultList();
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach((key, part) -> all.put(String.valueOf(key), read("." + key, part, faults)));
        faults.refuse();
        return all;
    }

    private static List<Object> ofList(List<?> list) {
        FaultList faults = new FaultList();
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            all.add(read("[" + i + "]", list.get(i), faults));
        }
        faults.refuse();
        return all;
    }

    /** Null stays null. */
    private static Object read(String place, Object part, FaultList faults) {
        return part == null
                ? null
                : faults.<Object>read(place, part, Dollars::read).orElse(null);
    }

    private static String ofText(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        if (PAIR.matcher(text).replaceAll("").indexOf('$') >= 0) {
            throw Parsers.fault(VARIABLE);
        }
        return PAIR.matcher(text).replaceAll("\\$");
    }
}
