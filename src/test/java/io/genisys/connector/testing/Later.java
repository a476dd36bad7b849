package io.genisys.connector.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.genisys.connector.json.Group;
import io.genisys.connector.model.ServiceDefinition;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A record as a later release might write it: with fields and constants that this one does not know. */
public final class Later {
    private static final String NEW = "FROM_A_LATER_RELEASE";

    private final JsonNode whole;
    private final List<Place> places = new ArrayList<>();
    /** With the names of what is read of each. */
    private final IdentityHashMap<ObjectNode, Set<String>> records = new IdentityHashMap<>();

    /** @param set puts something else there */
    private record Place(Class<?> type, JsonNode now, Consumer<JsonNode> set) {}

    /** @param constant the enum of which there is an unknown one; empty: only fields are unknown */
    public record Variant(Optional<Class<?>> constant, JsonNode json) {}

    private Later(Type type, JsonNode whole) {
        this.whole = whole;
        walk(type, whole, next -> {});
    }

    /** One with an unknown field in each record, and one for each constant, which is unknown there. */
    public static List<Variant> of(Class<?> type, JsonNode recorded) {
        Later later = new Later(type, recorded.deepCopy());
        List<Variant> all = new ArrayList<>();
        for (Place place : later.places) {
            place.set().accept(TextNode.valueOf(NEW));
            all.add(new Variant(Optional.of(place.type()), later.whole.deepCopy()));
            place.set().accept(place.now());
        }
        later.records.keySet().forEach(object -> object.putObject("later").put("what", NEW));
        all.add(new Variant(Optional.empty(), later.whole));
        return all;
    }

    /** What is read of it: what a record only tells by a method of its own is left out. */
    static JsonNode withoutWhatIsNotRead(Class<?> type, JsonNode recorded) {
        Later later = new Later(type, recorded.deepCopy());
        later.records.forEach(ObjectNode::retain);
        return later.whole;
    }

    private void walk(Type type, JsonNode node, Consumer<JsonNode> set) {
        if (type instanceof ParameterizedType of) {
            walkAll(of, node, set);
        } else if (type instanceof Class<?> plain && plain.isEnum() && node.isTextual()) {
            places.add(new Place(plain, node, set));
        } else if (type instanceof Class<?> record && record.isRecord() && node instanceof ObjectNode object) {
            walkRecord(record, object);
        }
    }

    private void walkAll(ParameterizedType of, JsonNode node, Consumer<JsonNode> set) {
        Type last = of.getActualTypeArguments()[of.getActualTypeArguments().length - 1];
        if (of.getRawType() == Optional.class) {
            walk(last, node, set);
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                walk(last, list.get(i), next -> list.set(at, next));
            }
        } else if (node instanceof ObjectNode map) {
            List<String> keys = new ArrayList<>();
            map.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> walk(last, map.get(key), next -> map.set(key, next)));
        }
    }

    /** A definition has a form of its own, which is strict. */
    private void walkRecord(Class<?> record, ObjectNode object) {
        if (record == ServiceDefinition.class) {
            return;
        }
        Set<String> names = records.computeIfAbsent(object, first -> new HashSet<>());
        for (RecordComponent part : record.getRecordComponents()) {
            names.add(part.getName());
            if (Group.class.isAssignableFrom(part.getType())) {
                walkRecord(part.getType(), object);
            } else if (object.has(part.getName())) {
                walk(part.getGenericType(), object.get(part.getName()), next -> object.set(part.getName(), next));
            }
        }
    }
}
