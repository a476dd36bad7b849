package io.genisys.connector.config;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** YAML can write a list that contains itself, which nobody who walks through it survives. */
final class Cycles {
    private final Set<Object> onTheWay = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Object> done = Collections.newSetFromMap(new IdentityHashMap<>());

    private Cycles() {}

    /** @throws io.genisys.connector.model.InvalidException where something contains itself */
    static void refuse(Object tree) {
        new Cycles().visit(tree);
    }

    private void visit(Object node) {
        boolean isBranch = node instanceof Map || node instanceof List;
        if (!isBranch || done.contains(node)) {
            return;
        }
        if (!onTheWay.add(node)) {
            throw Values.fault("is not valid: something in it contains itself");
        }
        if (node instanceof Map<?, ?> map) {
            map.values().forEach(this::visit);
        } else {
            ((List<?>) node).forEach(this::visit);
        }
        done.add(node);
    }
}
