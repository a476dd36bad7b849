package io.genisys.connector.compose;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.model.InvalidException;
import java.util.Collection;
import java.util.List;

/** Names of fields that Compose does not know. */
final class Unknown {
    private Unknown() {}

    /**
     * With the name that may be meant, but without all that are allowed.
     *
     * @param what such a name is not: "is not a field of Compose's deploy"
     */
    static Verdict refused(String field, Collection<String> all, String what) {
        FaultList faults = new FaultList();
        faults.unknown("", List.of(field), all, what);
        try {
            faults.refuse();
            return new Verdict.Refused(what);
        } catch (InvalidException e) {
            return new Verdict.Refused(e.errors().get(0).message().replaceFirst("; allowed are .*", ""));
        }
    }
}
