package io.genisys.connector.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.genisys.connector.model.Claim;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Fate;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.PortSpec;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.UpdateState;
import io.genisys.connector.model.Weight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads and writes the records of the model. A field that this release does not know is passed over, and a constant is
 * read as what comes next to unknown, so that releases can talk to each other while a cluster is upgraded.
 */
public final class ModelJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(values())
            .addModule(new Groups())
            .addModule(new Needs.Module())
            .filterProvider(Needs.filters())
            .addMixIn(Claim.class, ClaimMixIn.class)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .build();

    /** For what another release of the connector may have written. */
    private static final ObjectReader TOLERANT = MAPPER.reader().withHandler(new Unknowns());

    private ModelJson() {}

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass() + " cannot be written", e);
        }
    }

    /**
     * What those of an earlier protocol read.
     *
     * @param protocol the number of the smallest {@link io.genisys.connector.model.Protocol} of those who will read it:
     *     what is there only since a later one is left out
     */
    public static Written write(Object value, int protocol) {
        Needs needs = new Needs(protocol);
        try {
            byte[] bytes = MAPPER.writer().withAttribute(Needs.class, needs).writeValueAsBytes(value);
            return new Written(bytes, needs.needed());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(value.getClass() + " cannot be written", e);
        }
    }

    /** @param needed the smallest protocol that can read the bytes */
    @SuppressWarnings("ArrayRecordComponent") // they are not compared
    public record Written(byte[] bytes, int needed) {}

    /** @throws IllegalArgumentException if the bytes are no such value; its message quotes none of them */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return TOLERANT.forType(type).readValue(bytes);
        } catch (IOException e) {
            throw new IllegalArgumentException("these bytes are no " + type.getSimpleName(), e);
        }
    }

    /**
     * The same, whose services may weigh so much together.
     *
     * @throws FailureException TOO_LARGE if they weigh more
     */
    public static <T> T read(ByteBuffer bytes, Class<T> type, long mostWeight) {
        try {
            return TOLERANT.forType(type)
                    .withAttribute(Scales.class, new Scales(mostWeight))
                    .readValue(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        } catch (IOException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof FailureException tooLarge) {
                    throw tooLarge;
                }
            }
            throw new IllegalArgumentException("these bytes are no " + type.getSimpleName(), e);
        }
    }

    /**
     * Reads a document from a caller: nothing in it may be there twice, nothing may come after it, and its services may
     * weigh so much together.
     *
     * @throws JsonProcessingException if it is not valid JSON, or not of that form; its cause is a FailureException,
     *     TOO_LARGE, if they weigh more
     * @throws IOException if it is not valid UTF-8
     */
    public static <T> T readDocument(byte[] bytes, Class<T> type, long mostWeight) throws IOException {
        return MAPPER.readerFor(type)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withAttribute(Scales.class, new Scales(mostWeight))
                .readValue(bytes);
    }

    /** What the services that were read weigh so far. */
    private static final class Scales {
        private final long most;
        private long weight;

        Scales(long most) {
            this.most = most;
        }

        void weigh(Object read) {
            weight += read instanceof ServiceDefinition service
                    ? Weight.ofService(DefinitionForm.write(service))
                    : Weight.ofName(read.toString());
            if (weight > most) {
                throw new FailureException(FailureKind.TOO_LARGE, Weight.refusal(most));
            }
        }
    }

    private static SimpleModule values() {
        SimpleModule module = new SimpleModule("values");
        module.addSerializer(ServiceDefinition.class, new Definitions());
        module.addDeserializer(
                ServiceDefinition.class, new From<>(ServiceDefinition.class, Map.class, DefinitionForm::read));
        name(module, ServiceName.class, ServiceName::new);
        name(module, HostName.class, HostName::new);
        text(module, PortSpec.class, PortSpec::parse);
        text(module, Fate.class, Fate::of);
        text(module, UpdateState.class, UpdateState::of);
        return module;
    }

    private static <T> void name(SimpleModule module, Class<T> type, Function<String, T> parse) {
        text(module, type, parse);
        module.addKeyDeserializer(type, new KeyDeserializer() {
            @Override
            public T deserializeKey(String key, DeserializationContext context) {
                return weighed(parse.apply(key), context);
            }
        });
    }

    /** Where a document is read from a caller. */
    private static <T> T weighed(T read, DeserializationContext context) {
        if (context.getAttribute(Scales.class) instanceof Scales scales) {
            scales.weigh(read);
        }
        return read;
    }

    private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
        module.addSerializer(type, ToStringSerializer.instance);
        module.addDeserializer(type, new From<>(type, String.class, parse));
    }

    /** Reads a value from a simpler one. */
    private static final class From<S, T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final Class<S> source;
        private final transient Function<S, T> parse;

        From(Class<T> type, Class<S> source, Function<S, T> parse) {
            super(type);
            this.source = source;
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return weighed(parse.apply(context.readValue(parser, source)), context);
        }
    }

    private static final class Definitions extends StdSerializer<ServiceDefinition> {
        private static final long serialVersionUID = 1L;

        Definitions() {
            super(ServiceDefinition.class);
        }

        @Override
        public void serialize(ServiceDefinition definition, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            Map<String, Object> written = DefinitionForm.write(definition);
            Needs.note(provider, () -> FieldAges.of(written));
            provider.defaultSerializeValue(written, generator);
        }
    }

    /** A claim that only a later release knows is that of another one. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Claim.Foreign.class)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Claim.Ours.class, name = "ours"),
        @JsonSubTypes.Type(value = Claim.Unlabelled.class, name = "unclaimed"),
        @JsonSubTypes.Type(value = Claim.Foreign.class, name = "foreign")
    })
    private interface ClaimMixIn {}
}
