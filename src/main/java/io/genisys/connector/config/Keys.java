package io.genisys.connector.config;

import io.genisys.connector.fields.Parser;
import io.genisys.connector.model.ApiToken;
import io.genisys.connector.model.ApiUser;
import io.genisys.connector.model.ClusterSettings;
import io.genisys.connector.model.NetworkPolicy;
import io.genisys.connector.model.Ownership;
import io.genisys.connector.model.PullPolicy;
import io.genisys.connector.model.RootPower;
import io.genisys.connector.model.ScaleLimits;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ServerTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of the configuration: name, default, what is allowed. A new key is a new line here, one in
 * {@code conf/genisys-connector.yml} and one in {@code docs/configuration.md}; a test compares the three.
 */
public final class Keys {
    static final String CONNECTOR = "connector";
    static final String DOCKER = "docker";
    static final String CLUSTER = "cluster";

    private static final List<Key<?>> ALL = new ArrayList<>();

    /** An address or a name of this machine. */
    public static final Key<String> BIND = connector("bind", "127.0.0.1", Values.address());

    /** 0 to 65535; 0 is any free one. */
    public static final Key<Integer> PORT = connector("port", "7051", Values.number(0, 65_535));

    /** Need not be there. */
    public static final Key<Path> SERVICE_FILE = add(Key.of(CONNECTOR, "service_file", "./services.py", Values::path));

    /** The value of the label {@code io.genisys.connector}, and how the names of containers begin. */
    public static final Key<String> NAME = connector("name", "genisys", Values.name(30));

    /** The most containers of one service. */
    public static final Key<Integer> MAX_CONTAINERS = connector("max_containers", "1000", Values.number(1, 10_000));

    /** What is done with a number that does not hold at once. */
    public static final Key<ScalePolicy.Excess> LIMITS =
            connector("limits", "clamp", Values.choice(ScalePolicy.Excess.class));

    /** The limits of services whose definitions say nothing else. The keys {@code scaling_…} belong together. */
    public static final Key<ScaleLimits> SCALING =
            add(new Key<>(CONNECTOR, "scaling", (keys, folder) -> ScalingDefaults.read(keys)));

    /** How long a request to scale waits for the number; zero: not at all. */
    public static final Key<Duration> SCALE_WAIT = connector("scale_wait", "10s", Values.duration("0s", "10m"));

    /** Whether numbers are kept without being asked again. */
    public static final Key<Boolean> RECONCILE = connector("reconcile", "true", Values.flag());

    /** Empty: everyone may call, or those who have tokens. */
    public static final Key<Optional<List<ApiUser>>> USERS = add(
            new Key<>(CONNECTOR, "users", (keys, folder) -> keys.read("users", Users.in(folder, keys.isGiven("tls")))));

    /** Empty: there are none. */
    public static final Key<Optional<List<ApiToken>>> TOKENS =
            add(Key.optional(CONNECTOR, "tokens", folder -> Tokens.all()));

    /** Requests a second of each user or token, or of each address if there are none; empty: any number. */
    public static final Key<Optional<Integer>> RATE =
            add(Key.optional(CONNECTOR, "rate", folder -> Values.number(1, 100_000)));

    /** Empty: the API is served without encryption. */
    public static final Key<Optional<ServerTls>> TLS = add(new Key<>(CONNECTOR, "tls", ServerTlsFiles::read));

    /**
     * Names under which it is served besides addresses and localhost, in small letters; empty: any, except for
     * browsers.
     */
    public static final Key<Optional<Set<String>>> HOSTS_ALLOWED =
            add(Key.optional(CONNECTOR, "hosts_allowed", folder -> Values.hostNames()));

    /** The folder of what has to survive a restart; need not be there. */
    public static final Key<Path> DATA = add(Key.of(CONNECTOR, "data", "data", Values::path));

    /** The folder of the files that containers get; empty: none get any. */
    public static final Key<Optional<Path>> SECRETS = add(Key.optional(CONNECTOR, "secrets", Values::readableFolder));

    /** Whether {@code GET /metrics} is served. */
    public static final Key<Boolean> METRICS = connector("metrics", "true", Values.flag());

    /** At least one, each with a name of its own; the one of {@code docker.url} is named {@code docker}. */
    public static final Key<List<HostSection>> HOSTS = add(new Key<>(DOCKER, "hosts", Hosts::read));

    /** A readable Docker configuration file with the credentials of registries; empty: none. */
    public static final Key<Optional<Path>> CONFIG = add(Key.optional(DOCKER, "config", Values::readableFile));

    /** Which containers without our labels count. */
    public static final Key<Ownership> OWNERSHIP = docker("ownership", "image", Values.choice(Ownership.class));

    /** When images are pulled. */
    public static final Key<PullPolicy> PULL = docker("pull", "missing", Values.choice(PullPolicy.class));

    /** What is done about a network that a host lacks. */
    public static final Key<NetworkPolicy> NETWORKS = docker("networks", "require", Values.choice(NetworkPolicy.class));

    /** From the signal to the kill, if a definition does not say. */
    public static final Key<Duration> STOP_GRACE = docker("stop_grace", "10s", Values.duration("0s", "1h"));

    /** From the last moment as a ready container to the signal, if a definition does not say. */
    public static final Key<Duration> DRAIN_DELAY = docker("drain_delay", "0s", Values.duration("0s", "1h"));

    /** Of one call that changes something. */
    public static final Key<Duration> TIMEOUT = docker("timeout", "60s", Values.duration("1s", "1h"));

    /** Of one call that only looks. */
    public static final Key<Duration> LOOK_TIMEOUT = docker("look_timeout", "5s", Values.duration("100ms", "10m"));

    /** Of the pull of one image. */
    public static final Key<Duration> PULL_TIMEOUT = docker("pull_timeout", "10m", Values.duration("1s", "24h"));

    /** From one full list of the containers to the next. */
    public static final Key<Duration> RESYNC = docker("resync", "30s", Values.duration("1s", "1h"));

    /** How many containers of a service that ended by themselves are kept for inspection, the newest. */
    public static final Key<Integer> KEEP_FAILED = docker("keep_failed", "1", Values.number(0, 100));

    /** How long a host may be silent before its containers are replaced elsewhere. */
    public static final Key<Duration> HOST_LOST_AFTER = docker("host_lost_after", "30s", Values.duration("5s", "24h"));

    /** How long a paused container is waited for before it is replaced. */
    public static final Key<Duration> PAUSE_PATIENCE = docker("pause_patience", "1m", Values.duration("0s", "24h"));

    /** Whether containers move to hosts that have fewer. */
    public static final Key<Boolean> REBALANCE = docker("rebalance", "false", Values.flag());

    /** What definitions may have although it gives root on the hosts; empty: nothing. */
    public static final Key<Optional<Set<RootPower>>> ALLOW =
            add(Key.optional(DOCKER, "allow", folder -> RootValues.powers()));

    /** Folders of the hosts that may be bound with all that is in them, although not all may; empty: none. */
    public static final Key<Optional<List<Path>>> ALLOW_BINDS =
            add(Key.optional(DOCKER, "allow_binds", folder -> RootValues.folders()));

    /** Empty: this node is alone. The keys of the section belong together. */
    public static final Key<Optional<ClusterSettings>> CLUSTER_SETTINGS = add(new Key<>(CLUSTER, "", Cluster::read));

    private Keys() {}

    /** In the order in which they are documented. */
    static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    private static <T> Key<T> connector(String name, String standard, Parser<T> allowed) {
        return add(Key.of(CONNECTOR, name, standard, folder -> allowed));
    }

    private static <T> Key<T> docker(String name, String standard, Parser<T> allowed) {
        return add(Key.of(DOCKER, name, standard, folder -> allowed));
    }

    private static <T> Key<T> add(Key<T> key) {
        ALL.add(key);
        return key;
    }
}
