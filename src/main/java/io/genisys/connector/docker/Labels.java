package io.genisys.connector.docker;

import io.genisys.connector.model.Claim;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.Edition;
import io.genisys.connector.model.Protection;
import io.genisys.connector.model.ServiceName;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The labels that say whose a container is. What they say is no proof: images and tools copy them. */
public final class Labels {
    public static final String CONNECTOR = "io.genisys.connector";
    public static final String SERVICE = "io.genisys.service";
    public static final String INSTANCE = "io.genisys.instance";
    public static final String DEFINITION = "io.genisys.definition";
    /**
     * How the hash in {@link #DEFINITION} was made; releases that did not say it made it like {@link Edition#SCHEME}.
     */
    public static final String SCHEME = "io.genisys.definition.scheme";
    /** The mark of the restart since which it is made. */
    public static final String RESTART = "io.genisys.restart";
    /** No two containers are made with the same. */
    public static final String ID = "io.genisys.id";
    /** Which of several connectors of one name made it. */
    public static final String OWNER = "io.genisys.owner";

    /** Protects the container when its service shrinks; a definition may set it. */
    public static final String PROTECT = Protection.LABEL;

    private static final String OURS = "io.genisys.";

    /**
     * Labels that other managers give to each of their containers, and what all labels of that manager begin with:
     * Compose, podman-compose, Quadlet, Swarm, Kubernetes (its CRI adapters), Nomad and Amazon's ECS.
     */
    private static final Map<String, String> OTHER_MANAGERS = Map.of(
            "com.docker.compose.project", "com.docker.compose.",
            "io.podman.compose.project", "io.podman.compose.",
            "PODMAN_SYSTEMD_UNIT", "PODMAN_SYSTEMD_UNIT",
            "com.docker.swarm.service.id", "com.docker.swarm.",
            "com.docker.stack.namespace", "com.docker.stack.",
            "io.kubernetes.pod.name", "io.kubernetes.",
            "com.hashicorp.nomad.alloc_id", "com.hashicorp.nomad.",
            "com.amazonaws.ecs.task-arn", "com.amazonaws.ecs.");

    private static final Pattern SLOT = Pattern.compile("[1-9][0-9]{0,8}");

    private Labels() {}

    static Map<String, String> of(Engine.NewContainer container) {
        Map<String, String> labels =
                new HashMap<>(container.definition().detail(Detail.LABELS).orElse(Map.of()));
        labels.putAll(container.marks());
        labels.put(CONNECTOR, container.connector());
        labels.put(SERVICE, container.service().value());
        labels.put(INSTANCE, Integer.toString(container.slot()));
        labels.put(DEFINITION, container.edition().label());
        labels.put(SCHEME, Edition.SCHEME);
        container.edition().restart().ifPresent(mark -> labels.put(RESTART, mark));
        return Map.copyOf(labels);
    }

    /** The name that a container is made with. */
    public static String name(String connector, ServiceName service, int slot) {
        return connector + "-" + service + "-" + slot;
    }

    /**
     * Whose these labels say that a container is. One of another connector, or with labels of ours that make no sense,
     * belongs to another tool.
     *
     * @param connector our own name
     */
    public static Claim claim(String connector, Map<String, String> labels) {
        if (labels.containsKey(CONNECTOR)) {
            return Objects.equals(connector, labels.get(CONNECTOR)) ? ours(labels) : new Claim.Foreign();
        }
        return labels.keySet().stream().anyMatch(OTHER_MANAGERS::containsKey)
                ? new Claim.Foreign()
                : new Claim.Unlabelled();
    }

    /**
     * The container's labels without those of managers that did not make it. A manager's labels all come from the image
     * if the image has each of them, with the same value; one that makes a container adds some of its own.
     */
    public static Map<String, String> own(Sighting seen) {
        Map<String, String> own = new HashMap<>(seen.labels());
        if (own.containsKey(CONNECTOR) && isInherited(seen, OURS)) {
            own.keySet().removeIf(key -> key.startsWith(OURS));
        }
        OTHER_MANAGERS.forEach((label, all) -> {
            if (own.containsKey(label) && isInherited(seen, all)) {
                own.keySet().removeIf(key -> key.startsWith(all));
            }
        });
        return own;
    }

    /** Whether the labels of a connector all come from the image. */
    public static boolean isInherited(Sighting seen) {
        return isInherited(seen, OURS);
    }

    /** Without any label of a connector. */
    public static Map<String, String> withoutOurs(Map<String, String> labels) {
        Map<String, String> others = new HashMap<>(labels);
        others.keySet().removeIf(key -> key.startsWith(OURS));
        return others;
    }

    private static boolean isInherited(Sighting seen, String prefix) {
        Set<Map.Entry<String, String>> image = seen.imageLabels().get().entrySet();
        return seen.labels().entrySet().stream()
                .filter(label -> label.getKey().startsWith(prefix))
                .allMatch(image::contains);
    }

    private static Claim ours(Map<String, String> labels) {
        String service = labels.getOrDefault(SERVICE, "");
        String slot = labels.getOrDefault(INSTANCE, "");
        if (!ServiceName.isValid(service) || !SLOT.matcher(slot).matches()) {
            return new Claim.Foreign();
        }
        String edition = Edition.text(
                labels.getOrDefault(DEFINITION, ""),
                labels.getOrDefault(SCHEME, Edition.SCHEME),
                Optional.ofNullable(labels.get(RESTART)));
        // the same on all hosts: one copy for all
        return new Claim.Ours(new ServiceName(service.intern()), Integer.parseInt(slot), edition.intern());
    }
}
