package io.genisys.connector.catalog;

import io.genisys.connector.json.FieldAges;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Protocol;
import io.genisys.connector.model.ServiceDefinition;
import java.util.List;

/**
 * What all who read a catalog understand. While a cluster is updated that is less than what this release does.
 *
 * @param protocol the smallest {@linkplain Protocol number} of them
 * @param node the name of one that has that number
 * @param release that it runs
 */
public record Floor(int protocol, String node, String release) {
    /** Only this release reads it. */
    public static final Floor NONE = new Floor(Protocol.NEWEST, "", "");

    /** The same, of a catalog that only those of that number can read in any case. */
    public Floor atLeast(int needed) {
        return needed > protocol ? new Floor(needed, node, release) : this;
    }

    /** @throws FailureException CONFLICT, if it has a field that not all of them can read */
    void check(ServiceDefinition definition) {
        List<String> newer = FieldAges.newerThan(protocol, definition);
        if (!newer.isEmpty()) {
            throw new FailureException(
                    FailureKind.CONFLICT,
                    cannotRead("field " + newer.get(0) + " of service " + definition.name())
                            + ", or leave the field out");
        }
    }

    /**
     * To be called before a change that is not a field of a definition.
     *
     * @param needed the number of the protocol that it needs
     * @param what is to be kept, such as {@code an update of service web}
     * @throws FailureException CONFLICT, if not all of them can read it
     */
    void check(int needed, String what) {
        if (needed > protocol) {
            throw new FailureException(FailureKind.CONFLICT, cannotRead(what));
        }
    }

    private String cannotRead(String what) {
        return what + " cannot be read by node " + node + ", which runs release " + release + " (protocol " + protocol
                + "): update that node first";
    }
}
