package io.genisys.connector.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What containers of a service are made from, as their label {@code io.genisys.definition} says.
 *
 * @param definition the {@linkplain ServiceDefinition#hash() hash} of the definition
 * @param files a keyed hash of the files that they get; empty if they get none, or these are not known
 */
public record Edition(String definition, Optional<String> files) {
    private static final String SEPARATOR = "-";

    public Edition {
        Objects.requireNonNull(definition);
        Objects.requireNonNull(files);
    }

    /** Of a definition without files: it is the label of releases that knew no files. */
    public static Edition of(ServiceDefinition definition) {
        return new Edition(definition.hash(), Optional.empty());
    }

    public String label() {
        return definition + files.map(hash -> SEPARATOR + hash).orElse("");
    }

    /** Whether a container with that label was made from something else. What is not known makes none outdated. */
    public boolean isOlder(String label) {
        String made = files.isPresent() ? label : label.replaceFirst(SEPARATOR + ".*", "");
        return !made.equals(label());
    }
}
