package io.genisys.connector.chaos;

import io.genisys.connector.testing.RealNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What really is on the engines. */
final class Containers {
    private static final String FORMAT = "{{.ID}}|{{.Names}}|{{.Label \"io.genisys.service\"}}|{{.State}}";

    private final List<RealNode> nodes;

    /** @param isRunning false also if it is paused or being made */
    record Seen(RealNode node, String id, String name, String service, boolean isRunning) {}

    Containers(List<RealNode> nodes) {
        this.nodes = nodes;
    }

    /** Of all engines that answer. */
    Set<Seen> seen() {
        return nodes.parallelStream().flatMap(node -> seen(node).stream()).collect(Collectors.toSet());
    }

    private static Set<Seen> seen(RealNode node) {
        try {
            return node.engine()
                    .cli("ps", "-a", "--no-trunc", "--format", FORMAT)
                    .lines()
                    .map(line -> line.split("\\|", -1))
                    .map(c -> new Seen(node, c[0], c[1], c[2], c[3].equals("running")))
                    .collect(Collectors.toSet());
        } catch (IllegalStateException engineIsGone) {
            return Set.of();
        }
    }
}
