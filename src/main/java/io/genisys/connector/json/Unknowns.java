package io.genisys.connector.json;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import io.genisys.connector.model.Assigned;
import io.genisys.connector.model.Availability;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.KnownHosts;
import java.io.IOException;
import java.util.Map;

/**
 * What is read in place of a constant that only a later release has: the one by which the least harm is done. An enum
 * that is not here says what is to be done: to do something else would be worse than to refuse it.
 */
final class Unknowns extends DeserializationProblemHandler {
    /** Each enum that is only told. */
    static final Map<Class<?>, Enum<?>> ALL = Map.of(
            // as an engine's own unknown state is read: it may run, so it counts
            ContainerState.class, ContainerState.RUNNING,
            Health.class, Health.NONE,
            // no orders go there, and what was known of it stands
            HostCondition.class, HostCondition.FAILING,
            FailureKind.class, FailureKind.INTERNAL,
            Happened.What.class, Happened.What.UNKNOWN,
            // what runs there stays, and nothing is started there
            Availability.Kind.class, Availability.Kind.CORDONED,
            KnownHosts.Standing.class, KnownHosts.Standing.COUNTED,
            // no other node drives it before that is known
            Assigned.Hold.class, Assigned.Hold.WITHDRAWN);

    @Override
    public Object handleWeirdStringValue(DeserializationContext context, Class<?> type, String value, String message)
            throws IOException {
        Enum<?> unknown = ALL.get(type);
        return unknown == null ? NOT_HANDLED : unknown;
    }
}
