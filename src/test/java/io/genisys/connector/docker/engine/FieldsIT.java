package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genisys.connector.docker.Engine;
import io.genisys.connector.docker.Engine.NewContainer;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Container;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Health;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.NetworkPolicy;
import io.genisys.connector.secrets.SecretFolder;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real engine makes of the fields of a definition: what it shows of the container, and what is so inside. */
final class FieldsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DockerDaemon DAEMON = DockerDaemon.shared();
    private static final String SHELL = "/bin/busybox";

    /** What Podman does instead. */
    private static final Map<String, String> PODMAN = Map.of(
            "domainname", "it is left out",
            "runtime", "the default one only",
            "ports: a range of the host", "it is refused",
            "healthcheck.start_interval", "it is left out",
            "volumes.bind.create_host_path", "the folder is made all the same");

    private static final Map<String, String> OLD_DOCKER =
            Map.of("healthcheck.start_interval", "it is left out before Docker 25");

    private static final String EVERY_FIELD =
            """
            {"name": "every", "image": "test/busybox:1", "entrypoint": ["/bin/busybox"], "command": "sleep 3000",
             "environment": {"A": "1"}, "ports": ["127.0.0.1::8080"], "stop_signal": "SIGTERM", "stop_grace_period": "5s",
             "drain_delay": "1s", "placement": {"constraints": ["node.hostname != other"]}, "user": "1000:1000",
             "group_add": [44], "working_dir": "/work", "init": true, "labels": {"team": "web"},
             "healthcheck": {"test": "true", "interval": "1h", "timeout": "2s", "retries": 3, "start_period": "30s",
                             "start_interval": "1h"},
             "logging": {"driver": "json-file", "options": {"max-size": "10m"}},
             "networks": {"every": {"aliases": ["db"]}, "bridge": null}, "hostname": "web", "domainname": "example.test",
             "extra_hosts": ["db:10.0.0.2"], "dns": ["10.0.0.53"], "dns_search": ["example.test"],
             "dns_opt": ["ndots:2"], "volumes": ["every:/data", "FOLDER:/host:ro"], "tmpfs": ["/run:size=1m"],
             "read_only": true, "shm_size": "8m",
             "deploy": {"resources": {"limits": {"cpus": "0.5", "memory": "64m", "pids": 100},
                                      "reservations": {"cpus": "0.25", "memory": "32m"}}},
             "ulimits": {"nofile": {"soft": 1024, "hard": 4096}}, "sysctls": {"net.core.somaxconn": 1024},
             "cap_add": ["NET_ADMIN"], "cap_drop": ["MKNOD"], "security_opt": ["no-new-privileges:true"],
             "privileged": false, "pid": "host", "ipc": "private", "devices": ["/dev/null:/dev/nothing:rw"],
             "runtime": "RUNTIME", "pull_policy": "never"}
            """;

    private static FieldResults fields;

    private final Engine engine = DockerEngines.of(EngineSettings.of("gen", new HostName("one"), DAEMON.url()));
    private int slot;

    @BeforeAll
    static void warm() {
        DAEMON.removeContainers();
        fields = new FieldResults(DAEMON.isPodman() ? PODMAN : isBefore25() ? OLD_DOCKER : Map.of());
    }

    private static boolean isBefore25() {
        return DAEMON.cli("version", "-f", "{{.Server.APIVersion}}").compareTo("1.44") < 0;
    }

    @AfterEach
    void clean() {
        engine.close();
        DAEMON.removeContainers();
        fields.report();
    }

    @AfterAll
    static void write() throws IOException {
        fields.write();
    }

    private NewContainer container(Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(Map.of("name", "web", "image", DockerDaemon.IMAGE));
        all.putAll(fields);
        return new NewContainer("gen", DefinitionForm.read(all), ++slot);
    }

    private String run(Map<String, ?> fields) {
        return run(container(fields));
    }

    private String run(NewContainer container) {
        String id = engine.create(container);
        engine.join(id, container);
        engine.bring(id, container);
        engine.start(id);
        return id;
    }

    /** With these fields and the files that they name. */
    private String runWithFiles(Path folder, Map<String, ?> fields) throws IOException {
        Files.writeString(folder.resolve("db"), "hush");
        Files.writeString(folder.resolve("site"), "listen");
        NewContainer container = container(fields);
        return SecretFolder.at(folder, folder.resolve("data"))
                .read(container.definition(), files -> run(container.with(files)));
    }

    private static void assertRefused(ThrowingCallable call, String words) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(FailureKind.REFUSED))
                .withMessageContaining(words);
    }

    private JsonNode shown(String id) {
        try {
            return JSON.readTree(DAEMON.cli("inspect", id)).get(0);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the program of busybox writes in the container. */
    private String inside(String id, String... words) {
        List<String> all = new ArrayList<>(List.of("exec", id, SHELL));
        all.addAll(Arrays.asList(words));
        return DAEMON.cli(all.toArray(String[]::new));
    }

    /** Of the one of these files that there is: of version 1 of control groups, or of version 2. */
    private String limit(String id, String first, String second) {
        return inside(id, "sh", "-c", "cd /sys/fs/cgroup; cat " + first + " 2>/dev/null || cat " + second);
    }

    @Test
    void aProgramRunsAsItsUserInItsFolderUnderAnInit() {
        String id = run(Map.of(
                "entrypoint",
                List.of(SHELL, "sleep"),
                "command",
                List.of("3000"),
                "user",
                "1234:2345",
                "group_add",
                List.of("3456"),
                "working_dir",
                "/work",
                "init",
                true,
                "environment",
                List.of("GREETING=hello = $you"),
                "stop_signal",
                "SIGINT"));

        fields.check(
                "user", () -> assertThat(inside(id, "sh", "-c", "id -u; id -g")).isEqualTo("1234\n2345"));
        fields.check("group_add", () -> assertThat(inside(id, "id", "-G")).isEqualTo("2345 3456"));
        fields.check("working_dir", () -> assertThat(inside(id, "pwd")).isEqualTo("/work"));
        fields.check("init", () -> assertThat(inside(id, "cat", "/proc/1/cmdline"))
                .contains("init")
                .contains("sleep"));
        fields.check("entrypoint", () -> assertThat(shown(id).at("/Config/Entrypoint"))
                .hasToString("[\"/bin/busybox\",\"sleep\"]"));
        fields.check("command", () -> assertThat(inside(id, "cat", "/proc/1/cmdline"))
                .contains("sleep\u00003000"));
        fields.check("environment", () -> assertThat(inside(id, "sh", "-c", "echo $GREETING"))
                .isEqualTo("hello = $you"));
        fields.check(
                "stop_signal",
                () -> assertThat(shown(id).at("/Config/StopSignal").asText()).matches("SIGINT|INT|2"));
    }

    @Test
    void anEntrypointWithoutAWordTakesTheImagesOwnAway() {
        DAEMON.importImage("test/entry:1", "ENTRYPOINT [\"/no/such\"]");
        fields.check("entrypoint: []", () -> {
            String id = run(Map.of("image", "test/entry:1", "entrypoint", List.of(), "command", SHELL + " sleep 3000"));
            assertThat(engine.find(id).orElseThrow().isRunning()).isTrue();
        });
    }

    @Test
    void limitsHoldInTheContainer() {
        String id = run(Map.of(
                "deploy",
                Map.of(
                        "resources",
                        Map.of(
                                "limits", Map.of("cpus", "0.5", "memory", "64m", "pids", 77),
                                "reservations", Map.of("memory", "32m", "cpus", "0.25"))),
                "shm_size",
                "8m",
                "ulimits",
                Map.of("nofile", Map.of("soft", 1000, "hard", 2000), "nproc", 500),
                "sysctls",
                List.of("net.core.somaxconn=333")));

        holds("deploy.resources.limits.memory", limit(id, "memory/memory.limit_in_bytes", "memory.max"), "67108864");
        holds(
                "deploy.resources.reservations.memory",
                limit(id, "memory/memory.soft_limit_in_bytes", "memory.low"),
                "33554432");
        fields.check("deploy.resources.limits.cpus", () -> assertThat(limit(id, "cpu/cpu.cfs_quota_us", "cpu.max"))
                .startsWith("50000"));
        holds("deploy.resources.limits.pids", limit(id, "pids/pids.max", "pids.max"), "77");
        fields.check(
                "shm_size", () -> assertThat(inside(id, "df", "-k", "/dev/shm")).contains("8192"));
        fields.check("ulimits", () -> {
            // runc may lift the soft limit of what docker exec runs
            assertThat(inside(id, "sh", "-c", "ulimit -H -n")).isEqualTo("2000");
            assertThat(shown(id).at("/HostConfig/Ulimits").toString()).contains("\"Soft\":1000");
            assertThat(inside(id, "grep", "processes", "/proc/1/limits")).contains("500");
        });
        holds("sysctls", inside(id, "cat", "/proc/sys/net/core/somaxconn"), "333");
    }

    private static void holds(String field, String is, String wanted) {
        fields.check(field, () -> assertThat(is).isEqualTo(wanted));
    }

    @Test
    void theOlderNamesOfLimitsMeanTheSame() {
        JsonNode host = shown(run(Map.of("cpus", 0.5, "mem_limit", "64m", "mem_reservation", "32M", "pids_limit", 77)))
                .path("HostConfig");

        assertThat(List.of(
                        host.path("NanoCpus").asLong(),
                        host.path("Memory").asLong(),
                        host.path("MemoryReservation").asLong(),
                        host.path("PidsLimit").asLong()))
                .containsExactly(500_000_000L, 64L << 20, 32L << 20, 77L);
    }

    @Test
    void aReadOnlyContainerWritesToMemoryAndVolumesOnly() throws Exception {
        Path folder = DAEMON.newFolder();
        Files.writeString(folder.resolve("greeting"), "hello");
        String id = run(Map.of(
                "read_only",
                true,
                "tmpfs",
                List.of("/run:size=1m,mode=1777"),
                "volumes",
                List.of(
                        "data:/data",
                        folder + ":/host:ro",
                        folder + "/made:/made",
                        Map.of(
                                "type",
                                "bind",
                                "source",
                                folder.toString(),
                                "target",
                                "/bound",
                                "bind",
                                Map.of("create_host_path", false)),
                        Map.of("type", "tmpfs", "target", "/mem", "tmpfs", Map.of("size", "2m", "mode", "700")),
                        Map.of("type", "volume", "source", "data", "target", "/same", "read_only", true),
                        "/anonymous")));

        fields.check("read_only", () -> assertThat(writable(id, "/")).isFalse());
        fields.check("tmpfs", () -> {
            assertThat(writable(id, "/run")).isTrue();
            assertThat(inside(id, "df", "-k", "/run")).contains("1024");
            assertThat(inside(id, "stat", "-c", "%a", "/run")).isEqualTo("1777");
        });
        fields.check("volumes: a named one", () -> {
            assertThat(writable(id, "/data")).isTrue();
            assertThat(writable(id, "/same")).isFalse();
            assertThat(inside(id, "cat", "/same/x")).isEqualTo("1");
            assertThat(DAEMON.cli("volume", "ls", "-q").lines()).contains("data");
        });
        fields.check("volumes: an unnamed one", () -> assertThat(writable(id, "/anonymous"))
                .isTrue());
        fields.check("volumes: bind", () -> {
            assertThat(writable(id, "/host")).isFalse();
            assertThat(inside(id, "cat", "/host/greeting")).isEqualTo("hello");
            assertThat(writable(id, "/made")).isTrue();
            assertThat(folder.resolve("made/x")).exists();
            assertThat(writable(id, "/bound")).isTrue();
        });
        fields.check("volumes: tmpfs", () -> {
            assertThat(writable(id, "/mem")).isTrue();
            assertThat(inside(id, "stat", "-c", "%a", "/mem")).isEqualTo("700");
            assertThat(inside(id, "df", "-k", "/mem")).contains("2048");
        });
        DAEMON.removeContainers();
        DAEMON.cli("volume", "rm", "data");
    }

    private boolean writable(String id, String folder) {
        String write = "if echo 1 2>/dev/null > " + folder + "/x; then echo yes; else echo no; fi";
        return inside(id, "sh", "-c", write).equals("yes");
    }

    @Test
    void aFolderThatIsNotOnTheHostAndNotToBeMadeIsARefusal() {
        Path folder = DAEMON.newFolder();
        Map<String, ?> mount = Map.of(
                "type", "bind", "source", folder + "/none", "target", "/x", "bind", Map.of("create_host_path", false));

        fields.check(
                "volumes.bind.create_host_path",
                () -> assertRefused(() -> run(Map.of("volumes", List.of(mount))), "bind source path does not exist"));
    }

    @Test
    void namesAreKnownInTheContainer() {
        String id = run(Map.of(
                "hostname",
                "web",
                "domainname",
                "example.test",
                "extra_hosts",
                List.of("db:10.1.2.3", "cache=10.1.2.4", "v6:[fd00::1]"),
                "dns",
                List.of("10.9.9.9"),
                "dns_search",
                "example.test",
                "dns_opt",
                List.of("ndots:2")));

        holds("hostname", inside(id, "hostname"), "web");
        holds("domainname", inside(id, "cat", "/proc/sys/kernel/domainname"), "example.test");
        fields.check("extra_hosts", () -> assertThat(inside(id, "cat", "/etc/hosts"))
                .containsPattern("10.1.2.3\\s+db")
                .containsPattern("10.1.2.4\\s+cache")
                .containsPattern("fd00::1\\s+v6"));
        String resolver = inside(id, "cat", "/etc/resolv.conf");
        fields.check("dns", () -> assertThat(resolver).contains("nameserver 10.9.9.9"));
        fields.check("dns_search", () -> assertThat(resolver).contains("search example.test"));
        fields.check("dns_opt", () -> assertThat(resolver).containsPattern("options .*ndots:2"));
    }

    @Test
    void containersReachEachOtherByTheirAliasesInSeveralNetworks() {
        DAEMON.cli("network", "create", "front");
        DAEMON.cli("network", "create", "--subnet", "172.29.77.0/24", "back");
        try {
            run(Map.of("networks", Map.of("back", Map.of("aliases", List.of("db"), "ipv4_address", "172.29.77.9"))));
            // only Docker gives it without being asked
            String web = run(Map.of("networks", List.of("front", "back"), "cap_add", List.of("NET_RAW")));

            fields.check("networks", () -> {
                JsonNode networks = shown(web).at("/NetworkSettings/Networks");
                assertThat(networks.fieldNames()).toIterable().containsExactlyInAnyOrder("front", "back");
                assertThat(engine.find(web).orElseThrow().run().networks()).containsOnlyKeys("front", "back");
            });
            fields.check("networks.ipv4_address", () -> assertThat(engine.list())
                    .anySatisfy(c -> assertThat(c.run().networks()).isEqualTo(Map.of("back", "172.29.77.9"))));
            fields.check("networks.aliases", () -> assertThat(inside(web, "ping", "-c", "1", "-W", "5", "db"))
                    .contains("172.29.77.9"));
        } finally {
            DAEMON.removeContainers();
            DAEMON.cli("network", "rm", "front", "back");
        }
    }

    @Test
    void joiningTwiceIsJoiningOnce() {
        DAEMON.cli("network", "create", "second");
        try {
            NewContainer container = container(Map.of("networks", List.of("bridge", "second")));
            String id = engine.create(container);
            engine.join(id, container);
            engine.join(id, container);
            engine.start(id);
            engine.join(id, container);

            assertThat(shown(id).at("/NetworkSettings/Networks")).hasSize(2);
        } finally {
            DAEMON.removeContainers();
            DAEMON.cli("network", "rm", "second");
        }
    }

    @Test
    void aNetworkThatIsNotThereIsARefusalThatNamesIt() {
        assertRefused(() -> run(Map.of("networks", List.of("nowhere"))), "nowhere");
        assertRefused(() -> run(Map.of("networks", List.of("bridge", "nowhere"))), "nowhere");
    }

    @Test
    void aMissingNetworkIsMadeIfThatIsWanted() {
        EngineSettings settings = EngineSettings.of("gen", new HostName("one"), DAEMON.url());
        try (Engine making = DockerEngines.of(settings, NetworkPolicy.CREATE)) {
            making.create(container(Map.of("networks", List.of("made", "bridge"))));
            making.create(container(Map.of("networks", List.of("made"))));

            assertThat(making.facts().networks()).isEmpty();
            assertThat(engine.facts().networks().orElseThrow()).contains("made", "bridge");
            assertThat(DAEMON.cli("network", "ls", "-q", "--filter", "name=made"))
                    .hasLineCount(1);
        } finally {
            DAEMON.removeContainers();
            DAEMON.cli("network", "rm", "made");
        }
    }

    @Test
    void anEngineSaysWhatItOffers() {
        EngineFacts facts = engine.facts();

        assertThat(facts.memory().orElseThrow()).isGreaterThan(64L << 20);
        assertThat(facts.nanoCpus().orElseThrow()).isGreaterThanOrEqualTo(1_000_000_000L);
        assertThat(facts.platform().orElseThrow()).startsWith("linux/");
        assertThat(facts.runtimes().orElseThrow()).contains(runtime());
    }

    @Test
    void aContainerWithoutANetworkHasNone() {
        String id = run(Map.of("network_mode", "none"));

        holds("network_mode: none", inside(id, "sh", "-c", "ls /sys/class/net"), "lo");
    }

    @Test
    void theHealthCheckOfTheDefinitionDecides() {
        String id = run(Map.of(
                "healthcheck",
                Map.of(
                        "test", List.of("CMD", SHELL, "test", "-e", "/ok"),
                        "interval", "100ms",
                        "timeout", "1m30s",
                        "retries", 2,
                        "start_period", "50ms",
                        "start_interval", "100ms")));

        fields.check("healthcheck", () -> {
            await().atMost(Duration.ofSeconds(20)).until(() -> health(id) == Health.UNHEALTHY);
            inside(id, "touch", "/ok");
            await().atMost(Duration.ofSeconds(20)).until(() -> health(id) == Health.HEALTHY);
        });
        JsonNode check = shown(id).at("/Config/Healthcheck");
        fields.check("healthcheck.test", () -> assertThat(check.path("Test"))
                .hasToString("[\"CMD\",\"/bin/busybox\",\"test\",\"-e\",\"/ok\"]"));
        shows("healthcheck.interval", check.path("Interval"), 100_000_000L);
        shows("healthcheck.timeout", check.path("Timeout"), 90_000_000_000L);
        shows("healthcheck.start_period", check.path("StartPeriod"), 50_000_000L);
        shows("healthcheck.retries", check.path("Retries"), 2);
        shows("healthcheck.start_interval", check.path("StartInterval"), 100_000_000L);
    }

    private static void shows(String field, JsonNode is, long wanted) {
        fields.check(field, () -> assertThat(is.asLong()).isEqualTo(wanted));
    }

    /** Podman's checks are made by systemd; without it, by whoever asks for one. */
    private Health health(String id) {
        if (DAEMON.isPodman()) {
            DAEMON.libpod("containers/" + id + "/healthcheck");
        }
        return engine.find(id).map(Container::health).orElseThrow();
    }

    @Test
    void aDisabledHealthCheckTakesTheImagesOwnAway() {
        assumeFalse(DAEMON.isPodman(), "Podman imports no image with a health check");
        DAEMON.importImage("test/sick:1", "HEALTHCHECK CMD [\"/no/such\"]");
        String id = run(Map.of("image", "test/sick:1", "healthcheck", Map.of("disable", true)));

        fields.check("healthcheck.disable", () -> assertThat(health(id)).isEqualTo(Health.NONE));
    }

    @Test
    void rightsAreGivenAndTaken() {
        String id = run(Map.of(
                "cap_add", List.of("NET_ADMIN"),
                "cap_drop", List.of("CAP_MKNOD", "chown"),
                "security_opt", List.of("no-new-privileges:true"),
                "devices", List.of("/dev/null:/dev/nothing:rw"),
                "pid", "host",
                "ipc", "private",
                "runtime", "runc"));

        long rights = Long.parseLong(inside(id, "awk", "/CapBnd/{print $2}", "/proc/self/status"), 16);
        fields.check(
                "cap_add", () -> assertThat(has(rights, 12)).as("NET_ADMIN").isTrue());
        fields.check("cap_drop", () -> {
            assertThat(has(rights, 27)).as("MKNOD").isFalse();
            assertThat(has(rights, 0)).as("CHOWN").isFalse();
        });
        fields.check("security_opt", () -> assertThat(inside(id, "grep", "NoNewPrivs", "/proc/self/status"))
                .endsWith("1"));
        holds("devices", inside(id, "sh", "-c", "echo x > /dev/nothing && echo written"), "written");
        fields.check("pid", () -> assertThat(inside(id, "sh", "-c", "[ $$ != 1 ] && cat /proc/1/comm"))
                .isNotEqualTo("sleep"));
        JsonNode host = shown(id).path("HostConfig");
        holds("ipc", host.path("IpcMode").asText(), "private");
        holds(
                "runtime",
                DAEMON.isPodman() ? ociRuntime(id) : host.path("Runtime").asText(),
                "runc");
    }

    private static String ociRuntime(String id) {
        try {
            return JSON.readTree(DAEMON.libpod("containers/" + id + "/json"))
                    .path("OCIRuntime")
                    .asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean has(long rights, int capability) {
        return (rights >> capability & 1) == 1;
    }

    /** It is not started: that needs an engine that has all rights itself. */
    @Test
    void aPrivilegedContainerIsOneForTheEngine() {
        String id = engine.create(container(Map.of("privileged", true)));

        fields.check("privileged", () -> assertThat(
                        shown(id).at("/HostConfig/Privileged").asBoolean())
                .isTrue());
    }

    @Test
    void aContainerSharesTheNetworkOfItsHost() {
        String id = run(Map.of("network_mode", "host", "ipc", "host"));

        holds("network_mode: host", inside(id, "readlink", "/proc/1/ns/net"), ownNetwork());
        holds("ipc: host", shown(id).at("/HostConfig/IpcMode").asText(), "host");
    }

    private static String ownNetwork() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void gpusThatAHostLacksAreARefusal() {
        fields.check(
                "gpus, refused without any",
                () -> assertRefused(() -> run(Map.of("gpus", "all")), DAEMON.isPodman() ? "cdi" : "device driver"));
    }

    @Test
    void aContainerIsMadeForItsPlatform() {
        String id = run(Map.of("platform", "linux/" + architecture()));

        fields.check("platform", () -> assertThat(engine.find(id).orElseThrow().isRunning())
                .isTrue());
        // Docker looks at it from 20.10 on if the image is known by name
        fields.check("platform: another", () -> assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> run(Map.of("platform", "linux/s390x")))
                .satisfies(e -> assertThat(e).message().containsPattern("s390x|no such image")));
    }

    private static String architecture() {
        return DAEMON.cli("version", "-f", "{{.Server.Arch}}");
    }

    @Test
    void labelsAndTheLogAreAsWritten() {
        String id = run(Map.of(
                "labels", List.of("team=web", "empty"),
                "logging", Map.of("driver", "json-file", "options", Map.of("max-size", "1m"))));

        JsonNode labels = shown(id).at("/Config/Labels");
        fields.check("labels", () -> {
            assertThat(labels.path("team").asText()).isEqualTo("web");
            assertThat(labels.path("empty").asText("none")).isEmpty();
            assertThat(labels.path("io.genisys.service").asText()).isEqualTo("web");
        });
        JsonNode log = shown(id).at("/HostConfig/LogConfig");
        holds("logging.driver", log.path("Type").asText(), "json-file");
        fields.check("logging.options", () -> assertThat(
                        DAEMON.isPodman()
                                ? DAEMON.libpod("containers/" + id + "/json")
                                : log.path("Config").toString())
                .containsPattern("1m|1MB|\"Size\":\"1"));
    }

    /** All but gpus, which no machine of ours has, and network_mode, which excludes networks. */
    @Test
    void aContainerOfEveryFieldAtOnceRuns() throws IOException {
        Map<String, Object> all = JSON.readValue(
                EVERY_FIELD.replace("FOLDER", DAEMON.newFolder().toString()).replace("RUNTIME", runtime()),
                new TypeReference<>() {});
        if (DAEMON.isPodman()) {
            // its init has to be the first process
            all.remove("pid");
        }
        DAEMON.cli("network", "create", "every");
        try {
            NewContainer container = new NewContainer("gen", DefinitionForm.read(all), ++slot);
            String id = engine.create(container);
            engine.join(id, container);
            engine.start(id);

            assertThat(engine.find(id).orElseThrow().isRunning()).isTrue();
            assertThat(DefinitionForm.names())
                    .containsAll(Set.copyOf(
                            DefinitionForm.write(container.definition()).keySet()));
            assertThat(DefinitionForm.read(DefinitionForm.write(container.definition())))
                    .isEqualTo(container.definition());
        } finally {
            DAEMON.removeContainers();
            DAEMON.cli("network", "rm", "every");
            DAEMON.cli("volume", "rm", "-f", "every");
        }
    }

    private static String runtime() {
        return DAEMON.isPodman() ? "crun" : "runc";
    }

    @Test
    void aPortIsPublishedWhereTheDefinitionSays() {
        int free = Ports.free();
        String id = run(Map.of("ports", List.of("127.0.0.1:" + free + ":8080", "127.0.0.1::53/udp")));

        JsonNode ports = shown(id).at("/NetworkSettings/Ports");
        fields.check("ports", () -> {
            assertThat(ports.at("/8080~1tcp/0/HostPort").asInt()).isEqualTo(free);
            assertThat(ports.at("/8080~1tcp/0/HostIp").asText()).isEqualTo("127.0.0.1");
            assertThat(ports.at("/53~1udp/0/HostIp").asText()).isEqualTo("127.0.0.1");
            assertThat(ports.at("/53~1udp/0/HostPort").asInt()).isPositive();
        });
    }

    @Test
    void filesAreInAContainerBeforeItStarts(@TempDir Path folder) throws IOException {
        String id = runWithFiles(
                folder,
                Map.of(
                        "user",
                        "1234:2345",
                        "command",
                        List.of(
                                SHELL,
                                "sh",
                                "-c",
                                "echo $(" + SHELL + " cat /run/secrets/db); exec " + SHELL + " sleep 3000"),
                        "secrets",
                        List.of(
                                "db",
                                Map.of(
                                        "source", "db", "target", "tls/key", "uid", 1234, "gid", 3000000, "mode",
                                        "0400")),
                        "configs",
                        List.of("site", Map.of("source", "site", "target", "/bin/site.conf"))));

        fields.check("secrets", () -> {
            assertThat(inside(id, "cat", "/run/secrets/db", "/run/secrets/tls/key"))
                    .isEqualTo("hushhush");
            assertThat(inside(id, "stat", "-c", "%u %g %a", "/run/secrets/db", "/run/secrets/tls/key"))
                    .isEqualTo("0 0 444\n1234 3000000 400");
            await().until(() -> DAEMON.cli("logs", id).equals("hush"));
        });
        fields.check("configs", () -> {
            assertThat(inside(id, "cat", "/site", "/bin/site.conf")).isEqualTo("listenlisten");
            assertThat(inside(id, "stat", "-c", "%a", "/bin")).isEqualTo("755");
        });
        fields.check("secrets and inspect", () -> assertThat(DAEMON.cli("inspect", id))
                .doesNotContain("listen"));
    }

    @Test
    void aFolderInThePlaceOfAFileStaysAndRefusesIt(@TempDir Path folder) {
        fields.check(
                "configs on a folder",
                () -> assertRefused(
                        () -> runWithFiles(
                                folder, Map.of("configs", List.of(Map.of("source", "site", "target", "/bin")))),
                        "put files into"));
    }

    @Test
    void filesReachAContainerWithAReadOnlyRoot(@TempDir Path folder) throws IOException {
        fields.check("secrets and read_only", () -> {
            String id = runWithFiles(
                    folder,
                    Map.of(
                            "read_only",
                            true,
                            "tmpfs",
                            "/run",
                            "secrets",
                            List.of("db"),
                            "configs",
                            List.of(Map.of("source", "site", "target", "/etc/app/site.conf", "mode", "0400"))));
            assertThat(inside(id, "cat", "/run/secrets/db", "/etc/app/site.conf"))
                    .isEqualTo("hushlisten");
            assertThat(inside(id, "sh", "-c", "touch /x 2>/dev/null || echo refused"))
                    .isEqualTo("refused");
        });
    }

    @Test
    void aPortIsOneOfTheHostsThatTheDefinitionGives() {
        int free = Ports.free();
        String range = free + "-" + (free + 5);

        fields.check("ports: a range of the host", () -> {
            String id = run(Map.of("ports", List.of("127.0.0.1:" + range + ":8080")));
            assertThat(shown(id)
                            .at("/NetworkSettings/Ports/8080~1tcp/0/HostPort")
                            .asInt())
                    .isBetween(free, free + 5);
        });
    }
}
