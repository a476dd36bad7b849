package io.genisys.connector.fields;

import java.util.function.Function;

/** From a value, as JSON, YAML or Python have it, to what it means. */
@FunctionalInterface
public interface Parser<T> {
    /**
     * @param value a string, number, boolean, map or list; null if there is null in a list or a map, or nothing
     * @throws io.genisys.connector.model.InvalidException with every fault; its fields are relative to the value: empty
     *     for itself
     */
    T parse(Object value);

    /** Which goes on with what was read. */
    default <R> Parser<R> andThen(Function<? super T, ? extends R> next) {
        return value -> next.apply(parse(value));
    }
}
