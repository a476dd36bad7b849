package io.genisys.connector.model;

import java.util.Objects;

/**
 * A definition that a service has or had.
 *
 * @param version its number, 1 or more, which no other definition of that name has
 * @param facts what became of it; null, as if a document lacks it, means that nothing is known
 */
public record DefinitionVersion(long version, ServiceDefinition definition, VersionFacts facts) {
    /** @throws InvalidException if the definition is missing */
    public DefinitionVersion {
        if (definition == null) {
            throw new InvalidException("definition", "is missing");
        }
        facts = Objects.requireNonNullElse(facts, VersionFacts.UNKNOWN);
    }

    public DefinitionVersion with(VersionFacts other) {
        return new DefinitionVersion(version, definition, other);
    }

    public boolean isProven() {
        return facts.fate() == Fate.PROVEN;
    }

    /** Whether containers of the one count as those of the other. */
    public boolean makesTheSame(DefinitionVersion other) {
        return facts.restart().equals(other.facts.restart())
                && definition.hash().equals(other.definition.hash());
    }
}
