package io.genisys.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.json.Group;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.Since;
import io.genisys.connector.testing.Recorded;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an earlier release would lose of a catalog that it keeps together with later ones. */
final class KeptPartsTest {
    /** They have a form of their own. */
    private static final Set<Class<?>> WHOLE = Set.of(ServiceDefinition.class, ServiceName.class, HostName.class);

    @Test
    void eachPartThatTheFirstReleaseDidNotKeepSaysSinceWhenItIsThere() {
        Set<String> parts = new TreeSet<>();
        collect("", Delta.class, parts);

        assertThat(parts)
                .as("a part that is not in the recording needs @Since with the number of the protocol")
                .containsExactlyInAnyOrderElementsOf(Recorded.lines("catalog", "parts"));
    }

    private static void collect(String path, Type type, Set<String> parts) {
        if (type instanceof ParameterizedType of) {
            for (Type argument : of.getActualTypeArguments()) {
                collect(path, argument, parts);
            }
        } else if (type instanceof Class<?> record && record.isRecord() && !WHOLE.contains(record)) {
            for (RecordComponent part : record.getRecordComponents()) {
                collect(path, part, parts);
            }
        }
    }

    private static void collect(String path, RecordComponent part, Set<String> parts) {
        if (part.getAccessor().isAnnotationPresent(Since.class)) {
            return;
        }
        boolean isGroup = Group.class.isAssignableFrom(part.getType());
        String own = isGroup ? path : path + part.getName();
        if (!isGroup) {
            parts.add(own);
        }
        collect(isGroup ? path : own + ".", part.getGenericType(), parts);
    }
}
