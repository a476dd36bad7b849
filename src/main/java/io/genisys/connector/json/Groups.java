package io.genisys.connector.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
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

    private static final class Reading extends StdDeserializer<Object> {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, RecordComponent> fields = new HashMap<>();

        Reading(Class<?> type) {
            super(type);
            collect(type);
        }

        private void collect(Class<?> type) {
            for (RecordComponent part : type.getRecordComponents()) {
                if (isGroup(part.getType())) {
                    collect(part.getType());
                } else {
                    fields.put(part.getName(), part);
                }
            }
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Map<String, Object> read = new HashMap<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (fields.containsKey(name) && !parser.hasToken(JsonToken.VALUE_NULL)) {
                    read.put(name, read(fields.get(name), parser, context));
                } else {
                    parser.skipChildren();
                }
            }
            return make(handledType(), read, context);
        }

        private static Object read(RecordComponent field, JsonParser parser, DeserializationContext context)
                throws IOException {
            JavaType type = context.getTypeFactory().constructType(field.getGenericType());
            return context.readValue(parser, type);
        }

        private static Object make(Class<?> type, Map<String, Object> read, DeserializationContext context)
                throws JsonMappingException {
            RecordComponent[] parts = type.getRecordComponents();
            Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                Class<?> part = parts[i].getType();
                values[i] = isGroup(part) ? make(part, read, context) : read.get(parts[i].getName());
            }
            try {
                Class<?>[] types =
                        Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
                Constructor<?> constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor.newInstance(values);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                throw JsonMappingException.from(context, "not a " + type.getSimpleName(), e);
            }
        }
    }
}
