package io.genisys.connector.fields;

import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields that an object may have, one a line, in the order in which they are read, written and documented.
 *
 * @param <O> the object
 */
public final class Table<O> {
    private final String owner;
    private final List<Field<O, ?>> fields;
    private final Map<String, String> reasons;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final BitSet required = new BitSet();

    /** @param owner whose fields they are, as in "is not a field of a service" */
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    public Table(String owner, Field<O, ?>... fields) {
        this(owner, List.of(fields), Map.of());
    }

    /** @param reasons why something is not a field, by names that one may take for fields */
    public Table(String owner, List<Field<O, ?>> fields, Map<String, String> reasons) {
        this.owner = owner;
        this.fields = List.copyOf(fields);
        this.reasons = Map.copyOf(reasons);
        for (Field<O, ?> field : fields) {
            required.set(places.size(), field.isRequired());
            places.put(field.name(), places.size());
        }
    }

    /** In their order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(places.keySet());
    }

    /** @throws io.genisys.connector.model.InvalidException with every fault, of unknown fields first */
    public Row read(Map<?, ?> given) {
        FaultList faults = new FaultList();
        // in the order of the table, but only these: a definition has five of some fifty fields
        BitSet present = (BitSet) required.clone();
        given.forEach((name, value) -> {
            Integer place = places.get(name);
            if (place == null) {
                refuse(name, faults);
            } else if (value != null) {
                present.set(place);
            }
        });
        Map<String, Object> values = new HashMap<>();
        for (int place = present.nextSetBit(0); place >= 0; place = present.nextSetBit(place + 1)) {
            Field<O, ?> field = fields.get(place);
            faults.<Object>read(field.name(), given.get(field.name()), field.parser())
                    .ifPresent(value -> values.put(field.name(), value));
        }
        faults.refuse();
        return new Row(values);
    }

    private void refuse(Object name, FaultList faults) {
        String reason = reasons.get(String.valueOf(name));
        if (reason != null) {
            faults.add(String.valueOf(name), reason);
        } else {
            faults.unknown("", Collections.singleton(name), places.keySet(), "is not a field of " + owner);
        }
    }

    /** What {@link #read} reads as the same. */
    public Map<String, Object> write(O object) {
        Map<String, Object> written = new LinkedHashMap<>();
        for (Field<O, ?> field : fields) {
            Optional<?> value = field.writer().apply(object);
            if (value.isPresent() || field.isAlwaysWritten()) {
                written.put(field.name(), value.orElse(null));
            }
        }
        return written;
    }

    /** Of an object as the value of a field. */
    public <R> Parser<R> parser(String allowed, Function<Row, R> make) {
        return value -> {
            if (value instanceof Map<?, ?> given) {
                return make.apply(read(given));
            }
            throw Parsers.fault(allowed);
        };
    }

    /** What was read of one object: each field is valid. Those that were not given take no room. */
    public static final class Row {
        private final Map<String, Object> values;

        private Row(Map<String, Object> values) {
            this.values = values;
        }

        /** Of the fields that were given. */
        public Set<String> names() {
            return Collections.unmodifiableSet(values.keySet());
        }

        /** @param field of the table that read it */
        @SuppressWarnings("unchecked") // the parser of the field made its value
        public <T> T get(Field<?, T> field) {
            Object value = values.get(field.name());
            return value == null ? field.parser().parse(null) : (T) value;
        }
    }
}
