package io.genisys.connector.compose;

import static java.util.Map.entry;

import io.genisys.connector.compose.Verdict.Ignored;
import io.genisys.connector.compose.Verdict.Refused;
import io.genisys.connector.json.DefinitionForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of each field that Compose knows of a service. One that a definition has too is taken. */
final class ServiceRules {
    /** Read in parts. */
    static final String DEPLOY = "deploy";

    static final String SCALE = "scale";

    private static final String NOT_HERE = "the connector has no such setting";
    private static final String WINDOWS = "is for engines on Windows, which the connector does not drive";

    private static final Map<String, String> IGNORED = Map.ofEntries(
            entry(
                    "restart",
                    "the connector replaces what ends, after growing delays, and is the restart policy itself"),
            entry(
                    "depends_on",
                    "services start independently, and a container that ends because another one is missing is replaced"
                            + " until it runs"),
            entry("profiles", "there are no profiles; a service runs if it has a number"),
            entry("expose", "containers on one network reach all ports of each other"),
            entry("attach", "no terminal is attached to a container"),
            entry("stdin_open", "no terminal is attached to a container; a shell that waits for input ends at once"),
            entry("tty", "no terminal is attached to a container; a shell that waits for input ends at once"),
            entry("develop", "is for docker compose watch"),
            entry("pull_refresh_after", "pull_policy or docker.pull says when an image is pulled"));

    private static final Map<String, String> REFUSED = Map.ofEntries(
            entry("build", "the connector builds no images; build it, push it to a registry and name it as image"),
            entry(
                    "container_name",
                    "a service may have several containers, so the connector gives each a name; leave it out"),
            entry("links", "links are out of use; let both services join a network, and they find each other by name"),
            entry("external_links", "links are out of use; let both join a network, and they find each other by name"),
            entry("env_file", "the file is not on the connector's side; write its variables under environment"),
            entry("label_file", "the file is not on the connector's side; write its labels under labels"),
            entry(
                    "extends",
                    "a service cannot take fields from another one here; send what docker compose config prints"),
            entry("volumes_from", "name the same volumes under volumes of both services"),
            entry("provider", "the connector runs containers only"),
            entry("models", "the connector runs containers only; start the model as a service"),
            entry("post_start", "the connector runs nothing beside a container's command"),
            entry("pre_stop", "the connector runs nothing beside a container's command; see stop_signal"),
            entry("use_api_socket", "a container with the engine's socket is root on the host"),
            entry("cgroup", "containers keep control groups of their own"),
            entry("cgroup_parent", "containers keep control groups of their own"),
            entry("userns_mode", "containers keep the user namespace that the engine gives them"),
            entry("uts", "containers keep host names of their own"),
            entry("device_cgroup_rules", "name the devices under devices"),
            entry("credential_spec", WINDOWS),
            entry("isolation", WINDOWS),
            entry("cpu_count", WINDOWS),
            entry("cpu_percent", WINDOWS),
            entry("cpu_shares", "use cpus for a limit of processors"),
            entry("cpu_quota", "use cpus for a limit of processors"),
            entry("cpu_period", "use cpus for a limit of processors"),
            entry("cpu_rt_period", NOT_HERE),
            entry("cpu_rt_runtime", NOT_HERE),
            entry("cpuset", "the connector does not choose processors of a host; use cpus"),
            entry("blkio_config", NOT_HERE),
            entry("memswap_limit", NOT_HERE),
            entry("mem_swappiness", NOT_HERE),
            entry("oom_kill_disable", NOT_HERE),
            entry("oom_score_adj", NOT_HERE),
            entry("mac_address", "two containers cannot share one; leave it out"),
            entry("storage_opt", NOT_HERE),
            entry("annotations", "the connector gives containers labels only"));

    /** Those that a definition has under another name or in parts. */
    private static final List<String> IN_PARTS = List.of(DEPLOY, SCALE);

    /** Fields of a definition that are none of Compose's. */
    private static final List<String> OURS = List.of("name", "placement", "drain_delay", "update_config", "scaling");

    private ServiceRules() {}

    /** Empty if Compose has no such field. */
    static Optional<Verdict> of(String field) {
        if (taken().contains(field)) {
            return Optional.of(Verdict.TAKEN);
        }
        return Optional.ofNullable(IGNORED.get(field))
                .<Verdict>map(Ignored::new)
                .or(() -> Optional.ofNullable(REFUSED.get(field)).map(Refused::new));
    }

    /** All that Compose knows. */
    static List<String> all() {
        return Stream.of(taken(), IGNORED.keySet(), REFUSED.keySet())
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    private static List<String> taken() {
        List<String> taken = new ArrayList<>(DefinitionForm.names());
        taken.removeAll(OURS);
        taken.removeAll(IN_PARTS);
        taken.addAll(IN_PARTS);
        return taken;
    }
}
