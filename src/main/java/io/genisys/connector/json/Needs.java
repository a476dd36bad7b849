package io.genisys.connector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.FilterProvider;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import com.fasterxml.jackson.databind.ser.impl.SimpleBeanPropertyFilter;
import com.fasterxml.jackson.databind.ser.impl.SimpleFilterProvider;
import io.genisys.connector.model.Protocol;
import io.genisys.connector.model.Since;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/**
 * Which {@link Protocol} can read what is being written. Parts that are there only {@linkplain Since since} a later one
 * than that of the readers are left out.
 */
final class Needs {
    private static final String FILTER = "since";

    private final int readers;
    private int needed = Protocol.FIRST;

    /** @param readers the protocol of those who will read it */
    Needs(int readers) {
        this.readers = readers;
    }

    /** The smallest protocol that can read what was written: larger than that of the readers if they cannot. */
    int needed() {
        return needed;
    }

    private void raise(int since) {
        needed = Math.max(needed, since);
    }

    /** It is being written, in the course of this. */
    static void note(SerializerProvider provider, IntSupplier since) {
        if (provider.getAttribute(Needs.class) instanceof Needs needs) {
            needs.raise(since.getAsInt());
        }
    }

    static FilterProvider filters() {
        return new SimpleFilterProvider().addFilter(FILTER, new Filter());
    }

    private static final class Filter extends SimpleBeanPropertyFilter {
        @Override
        public void serializeAsField(
                Object record, JsonGenerator generator, SerializerProvider provider, PropertyWriter writer)
                throws Exception {
            Since since = writer.getAnnotation(Since.class);
            if (since != null && provider.getAttribute(Needs.class) instanceof Needs needs) {
                if (since.value() > needs.readers) {
                    return;
                }
                if (isGiven(((BeanPropertyWriter) writer).get(record))) {
                    needs.raise(since.value());
                }
            }
            writer.serializeAsField(record, generator, provider);
        }

        private static boolean isGiven(Object value) {
            return !(value == null
                    || (value instanceof Optional<?> optional && optional.isEmpty())
                    || (value instanceof Collection<?> all && all.isEmpty())
                    || (value instanceof Map<?, ?> map && map.isEmpty()));
        }
    }

    /** Makes a mapper look at {@link Since}. */
    static final class Module extends SimpleModule {
        private static final long serialVersionUID = 1L;

        @Override
        public void setupModule(SetupContext context) {
            context.insertAnnotationIntrospector(new Filtered());
            context.addBeanSerializerModifier(new Constants());
        }
    }

    private static final class Filtered extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Object findFilterId(Annotated type) {
            return type instanceof AnnotatedClass && isOfSeveralAges(type.getRawType()) ? FILTER : null;
        }
    }

    private static boolean isOfSeveralAges(Class<?> type) {
        return type.isRecord()
                && Stream.of(type.getDeclaredFields()).anyMatch(part -> part.isAnnotationPresent(Since.class));
    }

    private static final class Constants extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonSerializer<?> modifyEnumSerializer(
                SerializationConfig config, JavaType type, BeanDescription description, JsonSerializer<?> usual) {
            boolean isOfSeveralAges = Arrays.stream(type.getRawClass().getFields())
                    .anyMatch(constant -> constant.isAnnotationPresent(Since.class));
            return isOfSeveralAges ? new Constant(usual) : usual;
        }
    }

    private static final class Constant extends JsonSerializer<Object> {
        private final JsonSerializer<Object> usual;

        @SuppressWarnings("unchecked") // it is the serializer of all that this one is asked to write
        Constant(JsonSerializer<?> usual) {
            this.usual = (JsonSerializer<Object>) usual;
        }

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            note(provider, () -> since((Enum<?>) value));
            usual.serialize(value, generator, provider);
        }

        private static int since(Enum<?> constant) {
            try {
                Field field = constant.getDeclaringClass().getField(constant.name());
                return field.isAnnotationPresent(Since.class)
                        ? field.getAnnotation(Since.class).value()
                        : Protocol.FIRST;
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
