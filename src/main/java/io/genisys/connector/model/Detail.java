package io.genisys.connector.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a definition may say beyond image, program, ports and stop: one name for one value, as Compose has them.
 *
 * @param name in the {@linkplain DefinitionHash hash} of definitions, so it must not change from release to release
 * @param isInside whether it decides what a container is: if it changes, running containers are outdated
 * @param <T> the value: written, or a string, number, boolean, map or list of such; never changed
 */
public record Detail<T>(String name, boolean isInside) implements Comparable<Detail<?>> {
    public static final Detail<List<String>> ENTRYPOINT = inside("entrypoint");
    public static final Detail<String> USER = inside("user");
    public static final Detail<List<String>> GROUP_ADD = inside("group_add");
    public static final Detail<String> WORKING_DIR = inside("working_dir");
    public static final Detail<Boolean> INIT = inside("init");
    public static final Detail<Map<String, String>> LABELS = inside("labels");
    public static final Detail<HealthCheck> HEALTHCHECK = inside("healthcheck");
    public static final Detail<LogTarget> LOGGING = inside("logging");

    /** By name; the first is the one that a container is created in. */
    public static final Detail<Map<String, NetworkLink>> NETWORKS = inside("networks");

    public static final Detail<String> NETWORK_MODE = inside("network_mode");
    public static final Detail<String> HOSTNAME = inside("hostname");
    public static final Detail<String> DOMAINNAME = inside("domainname");
    public static final Detail<List<String>> EXTRA_HOSTS = inside("extra_hosts");
    public static final Detail<List<String>> DNS = inside("dns");
    public static final Detail<List<String>> DNS_SEARCH = inside("dns_search");
    public static final Detail<List<String>> DNS_OPT = inside("dns_opt");
    public static final Detail<List<VolumeMount>> VOLUMES = inside("volumes");
    /** Mount options by path, such as {@code size=64m}; an empty text: none. */
    public static final Detail<Map<String, String>> TMPFS = inside("tmpfs");

    public static final Detail<List<FileLink>> SECRETS = inside("secrets");
    public static final Detail<List<FileLink>> CONFIGS = inside("configs");
    public static final Detail<Boolean> READ_ONLY = inside("read_only");
    public static final Detail<Bytes> SHM_SIZE = inside("shm_size");
    public static final Detail<Cpus> CPU_LIMIT = inside("cpus");
    public static final Detail<Bytes> MEMORY_LIMIT = inside("memory");
    public static final Detail<Long> PIDS_LIMIT = inside("pids");
    /** Only a rule of placement: containers are the same with another. */
    public static final Detail<Cpus> RESERVED_CPUS = outside("reserved_cpus");

    public static final Detail<Bytes> RESERVED_MEMORY = inside("reserved_memory");
    public static final Detail<Map<String, ResourceLimit>> ULIMITS = inside("ulimits");
    public static final Detail<Map<String, String>> SYSCTLS = inside("sysctls");
    public static final Detail<List<String>> CAP_ADD = inside("cap_add");
    public static final Detail<List<String>> CAP_DROP = inside("cap_drop");
    public static final Detail<List<String>> SECURITY_OPT = inside("security_opt");
    public static final Detail<Boolean> PRIVILEGED = inside("privileged");
    public static final Detail<String> PID = inside("pid");
    public static final Detail<String> IPC = inside("ipc");
    public static final Detail<List<DeviceMapping>> DEVICES = inside("devices");
    public static final Detail<List<DeviceClaim>> GPUS = inside("gpus");
    public static final Detail<String> RUNTIME = inside("runtime");
    public static final Detail<String> PLATFORM = inside("platform");
    public static final Detail<PullPolicy> PULL_POLICY = outside("pull_policy");
    public static final Detail<UpdateConfig> UPDATE_CONFIG = outside("update_config");
    /** Only about numbers: containers are the same with another. */
    public static final Detail<ScaleLimits> SCALING = outside("scaling");

    public Detail {
        Objects.requireNonNull(name);
    }

    private static <T> Detail<T> inside(String name) {
        return new Detail<>(name, true);
    }

    private static <T> Detail<T> outside(String name) {
        return new Detail<>(name, false);
    }

    /** @param value that was put under this name */
    @SuppressWarnings("unchecked") // no value of another type is put under this name
    T cast(Object value) {
        return (T) value;
    }

    @Override
    public int compareTo(Detail<?> other) {
        return name.compareTo(other.name);
    }
}
