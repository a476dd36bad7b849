package io.genisys.connector.config;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.Voter;
import io.genisys.connector.yaml.WordsYaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code cluster.quorum}: a list of voters, each with an id, a name and an address of its own. */
final class Voters {
    private static final String ALLOWED =
            "must be a list of 1, 3 or 5 voters, the same on all nodes, each with id, name and address";
    private static final Set<Integer> SIZES = Set.of(1, 3, 5);

    private final FaultList faults = new FaultList();
    private final List<Voter> voters = new ArrayList<>();
    private final Map<Object, String> seen = new HashMap<>();

    private Voters() {}

    static Parser<List<Voter>> all() {
        return value -> new Voters().read(value instanceof String text ? WordsYaml.parse(text) : value);
    }

    private List<Voter> read(Object value) {
        if (!(value instanceof List<?> given) || given.isEmpty()) {
            throw Parsers.fault(ALLOWED);
        }
        if (!SIZES.contains(given.size())) {
            throw Parsers.fault(ALLOWED + "; it has " + given.size()
                    + (given.size() == 2 ? ": two survive the loss of neither, so use one" : ""));
        }
        for (int i = 0; i < given.size(); i++) {
            voter("[" + i + "]", given.get(i));
        }
        faults.refuse();
        return voters;
    }

    private void voter(String field, Object value) {
        if (!(value instanceof Map<?, ?> given)) {
            faults.add(field, "must have id, name and address");
            return;
        }
        Section keys = new Section(field, given, Map.of(), faults);
        Optional<Integer> id = own(keys, "id", Values.number(1, 255));
        Optional<String> name = own(keys, "name", Values.name(63));
        Optional<String> address = own(keys, "address", Values.address());
        keys.refuseUnknown();
        id.ifPresent(
                number -> name.ifPresent(named -> address.ifPresent(at -> voters.add(new Voter(number, named, at)))));
    }

    private <T> Optional<T> own(Section keys, String key, Parser<T> parser) {
        Optional<T> value = keys.read(key, parser);
        if (!keys.isGiven(key)) {
            keys.fault(key, "is missing");
        }
        value.filter(given -> seen.put(key + " " + given, key) != null)
                .ifPresent(twice -> keys.fault(key, "is that of another voter already"));
        return value;
    }
}
