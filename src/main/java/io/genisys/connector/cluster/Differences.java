package io.genisys.connector.cluster;

import io.genisys.connector.model.ClusterView;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of settings that are not those of the leader: of each once, for as long as it is so. Used by one thread. */
final class Differences {
    private static final Logger LOG = LoggerFactory.getLogger(Differences.class);

    private Set<String> said = Set.of();

    /** Without a leader there is nothing to compare with. */
    void warn(ClusterView view) {
        if (view.lead().isEmpty()) {
            return;
        }
        view.differences().stream()
                .filter(difference -> !said.contains(difference))
                .forEach(difference -> LOG.warn("Nodes have other settings: {}", difference));
        said = Set.copyOf(view.differences());
    }
}
