package io.genisys.connector.docker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genisys.connector.docker.Claims;
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
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.Ports;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real engine makes of the fields of a definition: what it shows of the container, and what is so inside. */
final class FieldsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DockerDaemon DAEMON = DockerDaemon.shared();
    private static final String SHELL = "/bin/busybox";

    private final Engine engine = DockerEngine.of(EngineSettings.of("gen", new HostName("one"), DAEMON.url()));
    private int slot;

    @BeforeAll
    static void warm() {
        DAEMON.removeContainers();
    }

    @AfterEach
    void clean() {
        engine.close();
        DAEMON.removeContainers();
    }

    private NewContainer container(Map<String, ?> fields) {
        Map<String, Object> all = new HashMap<>(Map.of("name", "web", "image", DockerDaemon.IMAGE));
        all.putAll(fields);
        return new NewContainer("gen", DefinitionForm.read(all), ++slot);
    }

    private String run(Map<String, ?> fields) {
        NewContainer container = container(fields);
        String id = engine.create(container);
        engine.join(id, container);
        engine.start(id);
        return id;
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
                true));

        assertThat(inside(id, "sh", "-c", "id -u; id -g; id -G; pwd").split("\n"))
                .containsExactly("1234", "2345", "2345 3456", "/work");
        assertThat(inside(id, "cat", "/proc/1/cmdline")).contains("init").contains("sleep\u00003000");
        assertThat(shown(id).at("/Config/Entrypoint")).hasToString("[\"/bin/busybox\",\"sleep\"]");
    }

    @Test
    void anEntrypointWithoutAWordTakesTheImagesOwnAway() {
        DAEMON.importImage("test/entry:1", "ENTRYPOINT [\"/no/such\"]");
        String id = run(Map.of("image", "test/entry:1", "entrypoint", List.of(), "command", SHELL + " sleep 3000"));

        assertThat(engine.find(id).orElseThrow().isRunning()).isTrue();
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

        assertThat(limit(id, "memory/memory.limit_in_bytes", "memory.max")).isEqualTo("67108864");
        assertThat(limit(id, "memory/memory.soft_limit_in_bytes", "memory.low")).isEqualTo("33554432");
        assertThat(limit(id, "cpu/cpu.cfs_quota_us", "cpu.max")).startsWith("50000");
        assertThat(limit(id, "pids/pids.max", "pids.max")).isEqualTo("77");
        assertThat(inside(id, "df", "-k", "/dev/shm")).contains("8192");
        // runc may lift the soft limit of what docker exec runs
        assertThat(inside(id, "sh", "-c", "ulimit -H -n")).isEqualTo("2000");
        assertThat(shown(id).at("/HostConfig/Ulimits").toString()).contains("\"Soft\":1000");
        assertThat(inside(id, "grep", "processes", "/proc/1/limits")).contains("500");
        assertThat(inside(id, "cat", "/proc/sys/net/core/somaxconn")).isEqualTo("333");
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
    void aReadOnlyContainerWritesToMemoryAndVolumesOnly(@TempDir Path folder) throws Exception {
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

        assertThat(inside(
                        id,
                        "sh",
                        "-c",
                        "for f in / /run /data /host /made /bound /mem /same /anonymous; do"
                                + " if echo 1 2>/dev/null > $f/x; then echo $f yes; else echo $f no; fi; done"))
                .isEqualTo(
                        "/ no\n/run yes\n/data yes\n/host no\n/made yes\n/bound yes\n/mem yes\n/same no\n/anonymous yes");
        assertThat(inside(id, "cat", "/host/greeting")).isEqualTo("hello");
        assertThat(folder.resolve("made/x")).exists();
        assertThat(inside(id, "stat", "-c", "%a", "/mem")).isEqualTo("700");
        assertThat(inside(id, "df", "-k", "/mem")).contains("2048");
        assertThat(DAEMON.cli("volume", "ls", "-q").lines()).contains("data");
        DAEMON.removeContainers();
        DAEMON.cli("volume", "rm", "data");
    }

    @Test
    void aFolderThatIsNotOnTheHostAndNotToBeMadeIsARefusal(@TempDir Path folder) {
        Map<String, ?> mount = Map.of(
                "type", "bind", "source", folder + "/none", "target", "/x", "bind", Map.of("create_host_path", false));

        assertRefused(() -> run(Map.of("volumes", List.of(mount))), "bind source path does not exist");
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

        assertThat(inside(id, "hostname")).isEqualTo("web");
        assertThat(shown(id).at("/Config/Domainname").asText()).isEqualTo("example.test");
        assertThat(inside(id, "cat", "/etc/hosts"))
                .containsPattern("10.1.2.3\\s+db")
                .containsPattern("10.1.2.4\\s+cache")
                .containsPattern("fd00::1\\s+v6");
        assertThat(inside(id, "cat", "/etc/resolv.conf"))
                .contains("nameserver 10.9.9.9", "search example.test", "options ndots:2");
    }

    @Test
    void containersReachEachOtherByTheirAliasesInSeveralNetworks() {
        DAEMON.cli("network", "create", "front");
        DAEMON.cli("network", "create", "--subnet", "172.29.77.0/24", "back");
        try {
            run(Map.of("networks", Map.of("back", Map.of("aliases", List.of("db"), "ipv4_address", "172.29.77.9"))));
            String web = run(Map.of("networks", List.of("front", "back")));

            JsonNode networks = shown(web).at("/NetworkSettings/Networks");
            assertThat(networks.fieldNames()).toIterable().containsExactlyInAnyOrder("front", "back");
            assertThat(engine.find(web).orElseThrow().run().networks()).containsOnlyKeys("front", "back");
            assertThat(engine.list())
                    .anySatisfy(c -> assertThat(c.run().networks()).isEqualTo(Map.of("back", "172.29.77.9")));
            assertThat(inside(web, "ping", "-c", "1", "-W", "5", "db")).contains("172.29.77.9");
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
        try (Engine making = DockerEngine.of(settings, Claims.byLabels("gen"), NetworkPolicy.CREATE)) {
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
        assertThat(facts.runtimes().orElseThrow()).contains("runc");
    }

    @Test
    void aContainerWithoutANetworkHasNone() {
        String id = run(Map.of("network_mode", "none"));

        assertThat(inside(id, "sh", "-c", "ls /sys/class/net")).isEqualTo("lo");
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

        await().atMost(Duration.ofSeconds(20)).until(() -> health(id) == Health.UNHEALTHY);
        inside(id, "touch", "/ok");
        await().atMost(Duration.ofSeconds(20)).until(() -> health(id) == Health.HEALTHY);
        JsonNode check = shown(id).at("/Config/Healthcheck");
        assertThat(check.path("Test")).hasToString("[\"CMD\",\"/bin/busybox\",\"test\",\"-e\",\"/ok\"]");
        assertThat(check.path("Interval").asLong()).isEqualTo(100_000_000L);
        assertThat(check.path("Timeout").asLong()).isEqualTo(90_000_000_000L);
        assertThat(check.path("StartPeriod").asLong()).isEqualTo(50_000_000L);
        assertThat(check.path("Retries").asLong()).isEqualTo(2);
    }

    private Health health(String id) {
        return engine.find(id).map(Container::health).orElseThrow();
    }

    @Test
    void aDisabledHealthCheckTakesTheImagesOwnAway() {
        DAEMON.importImage("test/sick:1", "HEALTHCHECK CMD [\"/no/such\"]");
        String id = run(Map.of("image", "test/sick:1", "healthcheck", Map.of("disable", true)));

        assertThat(health(id)).isEqualTo(Health.NONE);
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
        assertThat(has(rights, 12)).as("NET_ADMIN").isTrue();
        assertThat(has(rights, 27)).as("MKNOD").isFalse();
        assertThat(has(rights, 0)).as("CHOWN").isFalse();
        assertThat(inside(id, "grep", "NoNewPrivs", "/proc/self/status")).endsWith("1");
        assertThat(inside(id, "sh", "-c", "echo x > /dev/nothing && echo written"))
                .isEqualTo("written");
        assertThat(inside(id, "sh", "-c", "[ $$ != 1 ] && cat /proc/1/comm")).isNotEqualTo("sleep");
        JsonNode host = shown(id).path("HostConfig");
        assertThat(host.path("IpcMode").asText()).isEqualTo("private");
        assertThat(host.path("Runtime").asText()).isEqualTo("runc");
    }

    private static boolean has(long rights, int capability) {
        return (rights >> capability & 1) == 1;
    }

    /** It is not started: that needs an engine that has all rights itself. */
    @Test
    void aPrivilegedContainerIsOneForTheEngine() {
        String id = engine.create(container(Map.of("privileged", true)));

        assertThat(shown(id).at("/HostConfig/Privileged").asBoolean()).isTrue();
    }

    @Test
    void labelsAndTheLogAreAsWritten() {
        String id = run(Map.of(
                "labels", List.of("team=web", "empty"),
                "logging", Map.of("driver", "json-file", "options", Map.of("max-size", "1m"))));

        JsonNode labels = shown(id).at("/Config/Labels");
        assertThat(labels.path("team").asText()).isEqualTo("web");
        assertThat(labels.path("empty").asText("none")).isEmpty();
        assertThat(labels.path("io.genisys.service").asText()).isEqualTo("web");
        assertThat(shown(id).at("/HostConfig/LogConfig"))
                .hasToString("{\"Type\":\"json-file\",\"Config\":{\"max-size\":\"1m\"}}");
    }

    @Test
    void aPortIsPublishedWhereTheDefinitionSays() {
        int free = Ports.free();
        String id = run(Map.of("ports", List.of("127.0.0.1:" + free + ":8080", "127.0.0.1::53/udp")));

        JsonNode ports = shown(id).at("/NetworkSettings/Ports");
        assertThat(ports.at("/8080~1tcp/0/HostPort").asInt()).isEqualTo(free);
        assertThat(ports.at("/8080~1tcp/0/HostIp").asText()).isEqualTo("127.0.0.1");
        assertThat(ports.at("/53~1udp/0/HostIp").asText()).isEqualTo("127.0.0.1");
    }
}
