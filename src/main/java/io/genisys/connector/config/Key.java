package io.genisys.connector.config;

import io.genisys.connector.fields.Parser;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One key of the configuration. {@link Keys} has them all.
 *
 * @param section {@code connector} or {@code docker}
 * @param name in the section
 * @param reader what it takes
 */
public record Key<T>(String section, String name, Reader<T> reader) {
    /** From a section to the value of a key. */
    @FunctionalInterface
    interface Reader<T> {
        /** @param folder to which relative paths are relative */
        T read(Section section, Path folder);
    }

    /** Makes a parser of values that may be paths. */
    @FunctionalInterface
    interface InFolder<T> {
        /** @param folder to which relative paths are relative */
        Parser<T> parser(Path folder);
    }

    /** @param standard the default, as one would write it in the file */
    static <T> Key<T> of(String section, String name, String standard, InFolder<T> allowed) {
        return new Key<>(section, name, (keys, folder) -> keys.read(name, standard, allowed.parser(folder)));
    }

    /** A key without a default. */
    static <T> Key<Optional<T>> optional(String section, String name, InFolder<T> allowed) {
        return new Key<>(section, name, (keys, folder) -> keys.read(name, allowed.parser(folder)));
    }

    /** There is one object of each: what a record compares by takes long to make, and a start waits for it. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return section + "." + name;
    }
}
