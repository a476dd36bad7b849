package io.genisys.connector.compose;

import io.genisys.connector.compose.Verdict.Ignored;
import io.genisys.connector.compose.Verdict.Refused;
import java.util.List;
import java.util.Map;

/** What becomes of the fields of {@code deploy}. */
final class DeployRules {
    static final String REPLICAS = "replicas";
    static final String PLACEMENT = "placement";
    static final String CONSTRAINTS = "constraints";
    static final String RESOURCES = "resources";
    static final String MODE = "mode";
    static final String UPDATE_CONFIG = "update_config";

    private static final Map<String, Verdict> KNOWN = Map.of(
            REPLICAS,
            Verdict.TAKEN,
            PLACEMENT,
            Verdict.TAKEN,
            RESOURCES,
            Verdict.TAKEN,
            MODE,
            Verdict.TAKEN,
            "restart_policy",
            new Ignored("the connector replaces what ends, after growing delays, and is the restart policy"),
            UPDATE_CONFIG,
            Verdict.TAKEN,
            "rollback_config",
            new Ignored("a rollback goes by update_config, start-first if it can"),
            "endpoint_mode",
            new Ignored("a load balancer in front has the addresses of all containers"),
            "labels",
            new Ignored("they are of a Swarm service, and not of its containers; those are under labels"));

    private static final Map<String, Verdict> OF_PLACEMENT = Map.of(
            CONSTRAINTS,
            Verdict.TAKEN,
            "preferences",
            new Ignored("the connector spreads the containers of a service evenly over the hosts"),
            "max_replicas_per_node",
            new Refused("a service has no bound of its own on a host; max_containers of a host bounds all"));

    private DeployRules() {}

    static Map<String, Verdict> known() {
        return KNOWN;
    }

    static Map<String, Verdict> ofPlacement() {
        return OF_PLACEMENT;
    }

    /** @param mode as it is written */
    static Verdict ofMode(Object mode) {
        return "replicated".equals(mode)
                ? new Ignored("it is what the connector does")
                : new Refused("must be replicated: a service here has a number of containers, not one on each host");
    }

    static List<String> names() {
        return KNOWN.keySet().stream().sorted().toList();
    }
}
