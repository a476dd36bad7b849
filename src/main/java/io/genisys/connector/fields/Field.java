package io.genisys.connector.fields;

import java.util.Optional;
import java.util.function.Function;

/**
 * One line of a {@link Table}: a field of an object, how it is read and how it is written.
 *
 * @param <O> the object
 * @param <T> what the field becomes
 * @param parser takes null for a field that is not given
 * @param writer back to strings, numbers, lists and maps; empty if the object does not have it
 * @param isRequired its parser refuses null
 * @param isAlwaysWritten as null if the object does not have it
 */
public record Field<O, T>(
        String name,
        Parser<T> parser,
        Function<O, ? extends Optional<?>> writer,
        boolean isRequired,
        boolean isAlwaysWritten) {

    /** A field that has to be given. */
    public static <O, T> Field<O, T> required(
            String name, String allowed, Parser<T> parser, Function<O, Object> writer) {
        Parser<T> required = value -> {
            if (value == null) {
                throw Parsers.fault("is missing; it " + allowed);
            }
            return parser.parse(value);
        };
        return new Field<>(name, required, object -> Optional.of(writer.apply(object)), true, true);
    }

    /** A field that may be left out, or be null, which is the same. */
    public static <O, T> Field<O, Optional<T>> optional(
            String name, Parser<T> parser, Function<O, ? extends Optional<?>> writer) {
        return emptiable(name, value -> Optional.of(parser.parse(value)), writer);
    }

    /** The same, of a field that can be given and say nothing. */
    public static <O, T> Field<O, Optional<T>> emptiable(
            String name, Parser<Optional<T>> parser, Function<O, ? extends Optional<?>> writer) {
        return new Field<>(name, value -> value == null ? Optional.empty() : parser.parse(value), writer, false, false);
    }

    public Field<O, T> alwaysWritten() {
        return new Field<>(name, parser, writer, isRequired, true);
    }
}
