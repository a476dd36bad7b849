package io.genisys.connector.model;

import java.util.Objects;

/** Whose a container is, by its labels. */
public sealed interface Claim {
    /**
     * It carries this connector's labels.
     *
     * @param slot which of the service's containers it is, 1 or more
     * @param definition the {@linkplain ServiceDefinition#hash() hash} of the definition that it was made from
     */
    record Ours(ServiceName service, int slot, String definition) implements Claim {
        public Ours {
            Objects.requireNonNull(service);
            Objects.requireNonNull(definition);
        }
    }

    /** It carries no label that says whose it is: it was started by hand. */
    record Unlabelled() implements Claim {}

    /** Another manager's labels claim it, or it is the connector's own container: it belongs to no service. */
    record Foreign() implements Claim {}
}
