package io.genisys.connector;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.EcsJsonSerializer;
import co.elastic.logging.logback.EcsEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** One JSON object a line, which has the key-value pairs of an event as fields. */
final class JsonLines extends EcsEncoder {
    JsonLines() {
        setServiceName("genisys-connector");
    }

    @Override
    protected void addCustomFields(ILoggingEvent event, StringBuilder line) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            Map<String, Object> fields = new HashMap<>();
            pairs.forEach(pair -> fields.put(pair.key, pair.value));
            EcsJsonSerializer.serializeMDC(line, fields);
        }
    }
}
