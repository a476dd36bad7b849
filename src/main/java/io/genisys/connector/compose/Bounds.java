package io.genisys.connector.compose;

import io.genisys.connector.fields.Parsers;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How large a file may be once each alias in it is written out: a few lines can stand for any number of values. */
final class Bounds {
    private static final long MOST = 1 << 20;
    /** Of a value, next to its characters. */
    private static final long VALUE = 8;

    private static final String REFUSAL = "is larger than " + MOST + " bytes once its aliases are written out";

    private final IdentityHashMap<Object, Long> known = new IdentityHashMap<>();

    private Bounds() {}

    /** @throws io.genisys.connector.model.InvalidException if it is larger */
    static void check(Object tree) {
        if (new Bounds().size(tree) > MOST) {
            throw Parsers.fault(REFUSAL);
        }
    }

    /** What is there several times is looked at once. */
    private long size(Object value) {
        if (!(value instanceof Map<?, ?>) && !(value instanceof List<?>)) {
            return VALUE + (value instanceof String text ? text.length() : 0);
        }
        Long before = known.get(value);
        if (before != null) {
            return before;
        }
        long size =
                Math.min(MOST + 1, VALUE + parts(value).mapToLong(this::size).reduce(0, Bounds::sum));
        known.put(value, size);
        return size;
    }

    private static long sum(long a, long b) {
        return Math.min(MOST + 1, a + b);
    }

    private static Stream<?> parts(Object value) {
        return value instanceof Map<?, ?> map
                ? map.entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                : ((List<?>) value).stream();
    }
}
