package io.genisys.connector.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a definition says of each {@link Detail} that was given. Immutable. */
public final class Details {
    public static final Details NONE = new Details(Collections.emptySortedMap());

    private final SortedMap<Detail<?>, Object> given;

    private Details(SortedMap<Detail<?>, Object> given) {
        this.given = given;
    }

    /** Empty if it was not given. */
    public <T> Optional<T> get(Detail<T> detail) {
        return Optional.ofNullable(given.get(detail)).map(detail::cast);
    }

    public boolean has(Detail<?> detail) {
        return given.containsKey(detail);
    }

    /** The same, and this. */
    public <T> Details with(Detail<T> detail, T value) {
        SortedMap<Detail<?>, Object> more = new TreeMap<>(given);
        more.put(detail, value);
        return new Details(more);
    }

    /**
     * What decides what a container is, in an order and a form that stay from release to release; empty if there is
     * nothing of that kind.
     */
    String canonical() {
        StringBuilder text = new StringBuilder();
        given.forEach((detail, value) -> {
            if (detail.isInside()) {
                text.append(detail.name()).append('=');
                append(text, Written.of(value));
            }
        });
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        if (value instanceof Map<?, ?> map) {
            text.append('{');
            new TreeMap<Object, Object>(map).forEach((name, content) -> {
                append(text, name);
                append(text, content);
            });
            text.append('}');
        } else if (value instanceof Iterable<?> list) {
            text.append('[');
            list.forEach(element -> append(text, element));
            text.append(']');
        } else {
            String plain = String.valueOf(value);
            text.append(plain.length()).append(':').append(plain);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Details details && given.equals(details.given);
    }

    @Override
    public int hashCode() {
        return given.hashCode();
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return given.keySet().stream().map(Detail::name).toList().toString();
    }
}
