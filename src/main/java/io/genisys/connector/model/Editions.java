package io.genisys.connector.model;

import java.util.Optional;

/** Tells what containers would be made from now. Never blocks; safe for use by several threads. */
@FunctionalInterface
public interface Editions {
    /** If no container gets files. */
    Editions WITHOUT_FILES = definition -> Optional.empty();

    /** A keyed hash of the files that containers get; empty if they get none, or these are not known. */
    Optional<String> files(ServiceDefinition definition);

    default Edition of(DefinitionVersion version) {
        ServiceDefinition definition = version.definition();
        return new Edition(definition.hash(), files(definition), version.facts().restart());
    }
}
