package io.genisys.connector.catalog;

import io.genisys.connector.model.Asked;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Since;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is wanted of a service.
 *
 * @param version of the definition, 1 or more: it is greater than every earlier one of that name, also across a removal
 * @param number wanted; empty if none was asked for
 * @param beingRemoved whether a removal is under way
 */
public record Wanted(
        ServiceDefinition definition,
        long version,
        OptionalInt number,
        boolean beingRemoved,
        @Since(2) Optional<Asked> asked) {
    public Wanted {
        asked = asked == null ? Optional.empty() : asked;
    }

    /** Whose number is not limited. */
    public Wanted(ServiceDefinition definition, long version, OptionalInt number, boolean beingRemoved) {
        this(definition, version, number, beingRemoved, Optional.empty());
    }

    public ServiceName service() {
        return definition.name();
    }

    Wanted version(long next, ServiceDefinition other) {
        return new Wanted(other, next, number, beingRemoved, asked);
    }

    Wanted number(OptionalInt other) {
        return number(other, Optional.empty());
    }

    Wanted number(OptionalInt other, Optional<Asked> kept) {
        return new Wanted(definition, version, other, beingRemoved, kept);
    }

    Wanted beingRemoved(boolean isIt) {
        return new Wanted(definition, version, number, isIt, asked);
    }
}
