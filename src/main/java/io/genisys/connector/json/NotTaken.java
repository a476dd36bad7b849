package io.genisys.connector.json;

import java.util.Map;

/** Names that Compose knows and that are no fields of a definition, each with the reason. */
final class NotTaken {
    private static final String NO = "is not a field of a service: ";
    private static final String NO_TERMINAL = NO + "no terminal is attached to a container; leave it out";
    private static final String WINDOWS = NO + "it is for engines on Windows; leave it out";
    private static final String LINUX = NO + "containers keep what the engine gives them; leave it out";
    private static final String OWN_NAMESPACE = NO + "containers keep a namespace of their own; leave it out";
    private static final String CPUS = NO + "write deploy.resources.limits.cpus for a limit of processors";
    private static final String NOTHING_BESIDE =
            NO + "the connector runs nothing beside a container's command; leave it out";

    static final Map<String, String> OF_SERVICE = Map.ofEntries(
            Map.entry("attach", NO_TERMINAL),
            Map.entry("stdin_open", NO_TERMINAL),
            Map.entry("tty", NO_TERMINAL),
            Map.entry("develop", NO + "it is for docker compose watch; leave it out"),
            Map.entry("pull_refresh_after", NO + "write pull_policy"),
            Map.entry(
                    "external_links",
                    NO + "containers find each other by their aliases in a common network; write networks"),
            Map.entry("label_file", NO + "the connector reads no files of its callers; write labels"),
            Map.entry("provider", NO + "the connector runs containers only; leave it out"),
            Map.entry("models", NO + "the connector runs containers only; leave it out"),
            Map.entry("post_start", NOTHING_BESIDE),
            Map.entry("pre_stop", NOTHING_BESIDE),
            Map.entry("use_api_socket", NO + "a container with the engine's socket is root on the host; leave it out"),
            Map.entry("cgroup", OWN_NAMESPACE),
            Map.entry("cgroup_parent", OWN_NAMESPACE),
            Map.entry("userns_mode", OWN_NAMESPACE),
            Map.entry("uts", OWN_NAMESPACE),
            Map.entry("device_cgroup_rules", NO + "write devices"),
            Map.entry("credential_spec", WINDOWS),
            Map.entry("isolation", WINDOWS),
            Map.entry("cpu_count", WINDOWS),
            Map.entry("cpu_percent", WINDOWS),
            Map.entry("cpu_shares", CPUS),
            Map.entry("cpu_quota", CPUS),
            Map.entry("cpu_period", CPUS),
            Map.entry("cpuset", CPUS),
            Map.entry("cpu_rt_period", LINUX),
            Map.entry("cpu_rt_runtime", LINUX),
            Map.entry("blkio_config", LINUX),
            Map.entry("memswap_limit", LINUX),
            Map.entry("mem_swappiness", LINUX),
            Map.entry("oom_kill_disable", LINUX),
            Map.entry("oom_score_adj", LINUX),
            Map.entry("storage_opt", LINUX),
            Map.entry("mac_address", NO + "two containers cannot share one; leave it out"),
            Map.entry("annotations", NO + "containers have labels only; write labels"),
            Map.entry(
                    "restart",
                    "is not a field of a service: the connector replaces containers that end, and a restart policy of the"
                            + " engine would bring back what it has stopped; leave it out"),
            Map.entry(
                    "container_name",
                    "is not a field of a service: each of its containers has a name of its own; leave it out"),
            Map.entry(
                    "depends_on",
                    "is not a field of a service: services start independently of each other, and a container that ends"
                            + " for lack of another is started again; leave it out"),
            Map.entry("build", "is not a field of a service: the connector builds no images; name one in image"),
            Map.entry(
                    "links",
                    "is not a field of a service: containers find each other by their aliases in a common network; write"
                            + " networks"),
            Map.entry(
                    "env_file",
                    "is not a field of a service: the connector reads no files of its callers; write environment"),
            Map.entry("extends", "is not a field of a service: write out what the other service has"),
            Map.entry("scale", "is not a field of a service: POST /service/<name>/scale sets the number"),
            Map.entry("replicas", "is not a field of a service: POST /service/<name>/scale sets the number"),
            Map.entry(
                    "profiles",
                    "is not a field of a service: each service that is defined can be scaled; leave it out"),
            Map.entry(
                    "volumes_from",
                    "is not a field of a service: containers may run on different hosts; write volumes"),
            Map.entry(
                    "expose",
                    "is not a field of a service: containers in one network reach all ports of each other; leave it out"));

    static final Map<String, String> OF_DEPLOY = Map.of(
            "replicas", "is not a field of deploy: POST /service/<name>/scale sets the number",
            "restart_policy",
                    "is not a field of deploy: the connector replaces containers that end, with growing delays; leave it"
                            + " out",
            "placement", "is not a field of deploy: write placement.constraints beside image",
            "mode", "is not a field of deploy: POST /service/<name>/scale sets the number; leave it out",
            "labels", "is not a field of deploy: write labels beside image, which are those of containers",
            "endpoint_mode",
                    "is not a field of deploy: a load balancer in front has the addresses of all containers; leave it out",
            "rollback_config",
                    "is not a field of deploy: a rollback goes by update_config, start-first if it can; leave it out");

    private NotTaken() {}
}
