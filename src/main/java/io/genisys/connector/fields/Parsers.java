package io.genisys.connector.fields;

import io.genisys.connector.model.InvalidException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Makes parsers. What each is called with as {@code allowed} is the sentence that a fault says. */
public final class Parsers {
    private Parsers() {}

    /** Of a string; numbers and booleans are refused. */
    public static <T> Parser<T> text(String allowed, Function<String, T> parse) {
        return value -> {
            if (value instanceof String text) {
                return whole(text, parse);
            }
            throw fault(allowed);
        };
    }

    /**
     * Of a string, a number or a boolean, as one writes it: 1.10 is {@code 1.10} if it was read so.
     *
     * @param parse empty if the text is not allowed
     */
    public static <T> Parser<T> scalar(String allowed, Function<String, Optional<T>> parse) {
        return value -> Scalars.text(value).flatMap(text -> whole(text, parse)).orElseThrow(() -> fault(allowed));
    }

    /** Of a list, whose faulty elements are named by their places from 0 on: {@code [1]}. */
    public static <T> Parser<List<T>> list(String allowed, Parser<T> each) {
        return value -> {
            if (!(value instanceof List<?> given)) {
                throw fault(allowed);
            }
            FaultList faults = new FaultList();
            List<T> all = new ArrayList<>();
            for (int i = 0; i < given.size(); i++) {
                faults.<T>read("[" + i + "]", given.get(i), each).ifPresent(all::add);
            }
            faults.refuse();
            return all;
        };
    }

    /**
     * Of a map whose names are free, in the order in which they are written.
     *
     * @param names which names are allowed
     * @param allowedNames what a fault says of a name
     */
    public static <T> Parser<Map<String, T>> map(
            String allowed, Predicate<String> names, String allowedNames, Parser<T> each) {
        return value -> {
            if (!(value instanceof Map<?, ?> given)) {
                throw fault(allowed);
            }
            FaultList faults = new FaultList();
            Map<String, T> all = new LinkedHashMap<>();
            given.forEach((key, content) -> {
                String name = String.valueOf(key);
                Parser<T> parser = names.test(name)
                        ? each
                        : refused -> {
                            throw fault(allowedNames);
                        };
                faults.<T>read("." + name, content, parser).ifPresent(read -> all.put(name, read));
            });
            faults.refuse();
            return all;
        };
    }

    /** Of a value that has a short form and a long one: the form decides how it is read. */
    public static <T> Parser<T> either(Class<?> form, Parser<T> ofThatForm, Parser<T> ofOthers) {
        return value -> form.isInstance(value) ? ofThatForm.parse(value) : ofOthers.parse(value);
    }

    /** The whole value is at fault. */
    public static InvalidException fault(String message) {
        return new InvalidException("", message);
    }

    /** A fault of a text is one of the whole text, however the model names its part. */
    private static <T> T whole(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (InvalidException e) {
            throw fault(e.errors().get(0).message());
        }
    }
}
