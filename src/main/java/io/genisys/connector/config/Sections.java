package io.genisys.connector.config;

import io.genisys.connector.fields.FaultList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sections of a configuration file, each together with the variables of the environment that belong to it. */
final class Sections {
    private final Map<String, ?> tree;
    private final Map<String, String> environment;
    private final FaultList faults;
    private final Map<String, Section> known = new LinkedHashMap<>();

    /** @param faults where to put what is found */
    Sections(Map<String, ?> tree, Map<String, String> environment, FaultList faults) {
        this.tree = tree;
        this.environment = environment;
        this.faults = faults;
    }

    Section section(String name) {
        return known.computeIfAbsent(name, read -> new Section(name, values(name), environment, faults));
    }

    private Map<?, ?> values(String section) {
        Object value = tree.get(section);
        if (value instanceof Map<?, ?> values) {
            return values;
        }
        if (tree.containsKey(section)) {
            faults.add(section, "must be a section with keys; leave it out for its defaults");
        }
        return Map.of();
    }

    /** To be called when all keys were read. */
    void refuseUnknown() {
        faults.unknown("", tree.keySet(), known.keySet(), "is not a section");
        known.values().forEach(Section::refuseUnknown);
    }
}
