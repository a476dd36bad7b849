package io.genisys.connector.yaml;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserException;

/**
 * Makes each key of YAML text, so that one such as {@code on}, {@code true} or {@code ~} stays as it was written, and
 * refuses what YAML can write and a file cannot mean.
 */
final class YamlNodes {
    private final Set<Node> onTheWay = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @throws ParserException if a key is a list or a map, or is there twice, or if a part contains itself */
    void check(Node node) {
        if (!(node instanceof CollectionNode<?>) || done.contains(node)) {
            return;
        }
        if (!onTheWay.add(node)) {
            throw fault("something in it contains itself", node);
        }
        if (node instanceof MappingNode map) {
            Set<String> keys = new HashSet<>();
            map.getValue().forEach(entry -> check(entry, keys));
        } else {
            ((SequenceNode) node).getValue().forEach(this::check);
        }
        done.add(node);
    }

    private void check(NodeTuple entry, Set<String> keys) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            throw fault("a key must be text, and not a list or a map", entry.getKeyNode());
        }
        if (!Tag.MERGE.equals(key.getTag())) {
            key.setTag(Tag.STR);
            if (!keys.add(key.getValue())) {
                throw fault("the same key twice", key);
            }
        }
        check(entry.getValueNode());
    }

    private static ParserException fault(String problem, Node place) {
        return new ParserException(null, null, problem, place.getStartMark());
    }
}
