package io.genisys.connector.docker;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.ServiceName;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The labels by which a container's owner is known. */
public final class Labels {
    public static final String CONNECTOR = "io.genisys.connector";
    public static final String SERVICE = "io.genisys.service";
    public static final String INSTANCE = "io.genisys.instance";
    public static final String DEFINITION = "io.genisys.definition";

    /** Labels that Compose, Swarm, Kubernetes (its CRI adapters) and Nomad give to each of their containers. */
    private static final Set<String> OTHER_MANAGERS = Set.of(
            "com.docker.compose.project",
            "com.docker.swarm.service.id",
            "com.docker.stack.namespace",
            "io.kubernetes.pod.name",
            "com.hashicorp.nomad.alloc_id");

    private static final Pattern SLOT = Pattern.compile("[1-9][0-9]{0,8}");

    private Labels() {}

    static Map<String, String> of(Engine.NewContainer container) {
        return Map.of(
                CONNECTOR, container.connector(),
                SERVICE, container.service().value(),
                INSTANCE, Integer.toString(container.slot()),
                DEFINITION, container.definition().hash());
    }

    /**
     * Whose a container with these labels is. One of another connector, or with labels of ours that make no sense, is
     * somebody else's.
     *
     * @param connector our own name
     */
    public static Claim claim(String connector, Map<String, String> labels) {
        if (labels.containsKey(CONNECTOR)) {
            return Objects.equals(connector, labels.get(CONNECTOR)) ? ours(labels) : new Claim.Foreign();
        }
        return labels.keySet().stream().anyMatch(OTHER_MANAGERS::contains)
                ? new Claim.Foreign()
                : new Claim.Unclaimed();
    }

    private static Claim ours(Map<String, String> labels) {
        String service = labels.getOrDefault(SERVICE, "");
        String slot = labels.getOrDefault(INSTANCE, "");
        if (!ServiceName.isValid(service) || !SLOT.matcher(slot).matches()) {
            return new Claim.Foreign();
        }
        return new Claim.Ours(new ServiceName(service), Integer.parseInt(slot), labels.getOrDefault(DEFINITION, ""));
    }
}
