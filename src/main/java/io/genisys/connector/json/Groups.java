package io.genisys.connector.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads and writes records that have a {@link Group}. Jackson could read them too, but it would keep a copy of all that
 * such a record holds; this reads each field straight into its place. A field that is not there is null.
 */
final class Groups extends SimpleModule {
    private static final long serialVersionUID = 1L;

    @Override
    public void setupModule(SetupContext context) {
        context.insertAnnotationIntrospector(new Unwrapped());
        context.addDeserializers(new Records());
    }

    private static boolean isGroup(Class<?> type) {
        return type.isRecord() && Group.class.isAssignableFrom(type);
    }

    private static final class Unwrapped extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public NameTransformer findUnwrappingNameTransformer(AnnotatedMember member) {
            return isGroup(member.getRawType()) ? NameTransformer.NOP : null;
        }
    }

    private static final class Records extends SimpleDeserializers {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) {
            Class<?> raw = type.getRawClass();
            boolean hasGroups =
                    raw.isRecord() && Stream.of(raw.getRecordComponents()).anyMatch(part -> isGroup(part.getType()));
            return hasGroups ? new Reading(raw) : null;
        }
    }

    private static final class Reading extends StdDeserializer<Object> implements ResolvableDeserializer {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, RecordComponent> fields = new HashMap<>();
        private final transient Map<String, JsonDeserializer<Object>> readers = new HashMap<>();
        private final transient Map<Class<?>, Made> made = new HashMap<>();

        /** How a record is made, which takes long to find out. */
        private record Made(Constructor<?> constructor, List<RecordComponent> parts) {
            static Made of(Class<?> type) {
                List<RecordComponent> parts = List.of(type.getRecordComponents());
                try {
                    Constructor<?> constructor = type.getDeclaredConstructor(
                            parts.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
                    constructor.setAccessible(true);
                    return new Made(constructor, parts);
                } catch (NoSuchMethodException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        Reading(Class<?> type) {
            super(type);
            collect(type);
        }

        private void collect(Class<?> type) {
            Made how = Made.of(type);
            made.put(type, how);
            for (RecordComponent part : how.parts()) {
                if (isGroup(part.getType())) {
                    collect(part.getType());
                } else {
                    fields.put(part.getName(), part);
                }
            }
        }

        @Override
        public void resolve(DeserializationContext context) throws JsonMappingException {
            for (RecordComponent field : fields.values()) {
                JavaType type = context.getTypeFactory().constructType(field.getGenericType());
                readers.put(field.getName(), context.findRootValueDeserializer(type));
            }
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Map<String, Object> read = new HashMap<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                JsonDeserializer<Object> reader = readers.get(name);
                if (reader != null && !parser.hasToken(JsonToken.VALUE_NULL)) {
                    read.put(name, reader.deserialize(parser, context));
                } else {
                    parser.skipChildren();
                }
            }
            return make(handledType(), read, context);
        }

        private Object make(Class<?> type, Map<String, Object> read, DeserializationContext context)
                throws JsonMappingException {
            Made how = made.get(type);
            Object[] values = new Object[how.parts().size()];
            for (int i = 0; i < values.length; i++) {
                RecordComponent part = how.parts().get(i);
                values[i] = isGroup(part.getType()) ? make(part.getType(), read, context) : read.get(part.getName());
            }
            try {
                return how.constructor().newInstance(values);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                throw JsonMappingException.from(context, "not a " + type.getSimpleName(), e);
            }
        }
    }
}
