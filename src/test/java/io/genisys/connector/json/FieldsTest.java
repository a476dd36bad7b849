package io.genisys.connector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.FilePlaces;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.RootNeed;
import io.genisys.connector.model.ServiceDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The fields under Compose's names: the forms in which they are read, the one in which they are written, the faults.
 */
class FieldsTest {
    private static final Map<String, Object> PLAIN = Map.of("name", "web", "image", "repo:1");

    private static Map<String, Object> with(Map<String, ?> fields) {
        Map<String, Object> all = new LinkedHashMap<>(PLAIN);
        all.putAll(fields);
        return all;
    }

    private static Object written(String field, Object value) {
        ServiceDefinition definition = DefinitionForm.read(with(Map.of(field, value)));
        Map<String, Object> written = DefinitionForm.write(definition);
        assertThat(DefinitionForm.read(written)).isEqualTo(definition);
        written.keySet().removeAll(List.of("name", "image", "command"));
        if (!field.equals("environment")) {
            written.remove("environment");
        }
        if (!field.equals("ports")) {
            written.remove("ports");
        }
        assertThat(written).hasSize(1);
        return written;
    }

    private static Map<String, Object> resources(Map<String, ?> limits) {
        return Map.of("deploy", Map.of("resources", Map.of("limits", limits)));
    }

    private static Map<String, Object> mount(String type, String source, String target) {
        return Map.of("type", type, "source", source, "target", target);
    }

    static Stream<Arguments> forms() {
        Map<String, Object> plainNetworks = new HashMap<>();
        plainNetworks.put("a", null);
        return Stream.of(
                arguments("environment", List.of("A=b=c", "B="), Map.of("environment", Map.of("A", "b=c", "B", ""))),
                arguments("entrypoint", "run 'a b'", Map.of("entrypoint", List.of("run", "a b"))),
                arguments("entrypoint", "", Map.of("entrypoint", List.of())),
                arguments("user", 1000, Map.of("user", "1000")),
                arguments("group_add", List.of("audio", 44, "audio"), Map.of("group_add", List.of("audio", "44"))),
                arguments("init", "true", Map.of("init", true)),
                arguments("labels", List.of("a=b=c", "d"), Map.of("labels", Map.of("a", "b=c", "d", ""))),
                arguments("labels", Map.of("a", 1), Map.of("labels", Map.of("a", "1"))),
                arguments(
                        "labels",
                        Map.of("io.genisys.protect", "10m"),
                        Map.of("labels", Map.of("io.genisys.protect", "10m"))),
                arguments(
                        "healthcheck",
                        Map.of("test", "curl -f x", "interval", "1m30s", "retries", "3", "start_interval", 1),
                        Map.of(
                                "healthcheck",
                                Map.of(
                                        "test",
                                        List.of("CMD-SHELL", "curl -f x"),
                                        "interval",
                                        "1m30s",
                                        "retries",
                                        3L,
                                        "start_interval",
                                        "1s"))),
                arguments(
                        "healthcheck", Map.of("disable", true), Map.of("healthcheck", Map.of("test", List.of("NONE")))),
                arguments("logging", Map.of("driver", "local"), Map.of("logging", Map.of("driver", "local"))),
                arguments("networks", List.of("a"), Map.of("networks", Map.of("a", Map.of()))),
                arguments("networks", plainNetworks, Map.of("networks", Map.of("a", Map.of()))),
                arguments(
                        "networks",
                        Map.of("a", Map.of("aliases", List.of("x"), "ipv4_address", "10.0.0.2")),
                        Map.of("networks", Map.of("a", Map.of("aliases", List.of("x"), "ipv4_address", "10.0.0.2")))),
                arguments(
                        "extra_hosts",
                        List.of("a:1.2.3.4", "b=host-gateway", "c:[::1]"),
                        Map.of("extra_hosts", List.of("a:1.2.3.4", "b:host-gateway", "c:::1"))),
                arguments("extra_hosts", Map.of("a", "1.2.3.4"), Map.of("extra_hosts", List.of("a:1.2.3.4"))),
                arguments("dns", "1.1.1.1", Map.of("dns", List.of("1.1.1.1"))),
                arguments(
                        "ports",
                        List.of(
                                "80:8080",
                                "127.0.0.1:81:8081/udp",
                                "[::1]:82:82",
                                "9000-9001",
                                "90-91:92-93",
                                5,
                                "0.0.0.0:83:83",
                                "127.0.0.1::84",
                                Map.of("target", 85, "published", "86", "protocol", "udp", "host_ip", "10.0.0.1")),
                        Map.of(
                                "ports",
                                List.of(
                                        "80:8080",
                                        "127.0.0.1:81:8081/udp",
                                        "[::1]:82:82",
                                        "9000",
                                        "9001",
                                        "90:92",
                                        "91:93",
                                        "5",
                                        "83:83",
                                        "127.0.0.1::84",
                                        "10.0.0.1:86:85/udp"))),
                arguments(
                        "volumes",
                        List.of("data:/data", "/srv//a/:/b:ro,rslave", "/anonymous", "data:/copy:nocopy"),
                        Map.of(
                                "volumes",
                                List.of(
                                        mount("volume", "data", "/data"),
                                        Map.of(
                                                "type",
                                                "bind",
                                                "source",
                                                "/srv/a",
                                                "target",
                                                "/b",
                                                "read_only",
                                                true,
                                                "bind",
                                                Map.of("propagation", "rslave")),
                                        Map.of("type", "volume", "target", "/anonymous"),
                                        Map.of(
                                                "type",
                                                "volume",
                                                "source",
                                                "data",
                                                "target",
                                                "/copy",
                                                "volume",
                                                Map.of("nocopy", true))))),
                arguments(
                        "volumes",
                        List.of(Map.of("type", "tmpfs", "target", "/m", "tmpfs", Map.of("size", 1048576, "mode", 511))),
                        Map.of(
                                "volumes",
                                List.of(Map.of(
                                        "type",
                                        "tmpfs",
                                        "target",
                                        "/m",
                                        "tmpfs",
                                        Map.of("size", "1m", "mode", "777"))))),
                arguments("tmpfs", "/run/", Map.of("tmpfs", List.of("/run"))),
                arguments("tmpfs", List.of("/run:size=1m"), Map.of("tmpfs", List.of("/run:size=1m"))),
                arguments("tmpfs", Map.of("/a//b", "size=1m"), Map.of("tmpfs", List.of("/a/b:size=1m"))),
                arguments("init", "Yes", Map.of("init", true)),
                arguments("read_only", "off", Map.of("read_only", false)),
                arguments("entrypoint", List.of(""), Map.of("entrypoint", List.of())),
                arguments(
                        "security_opt",
                        List.of("seccomp={\"a\": 1}"),
                        Map.of("security_opt", List.of("seccomp={\"a\": 1}"))),
                arguments("ports", List.of("8000-9000:80"), Map.of("ports", List.of("8000-9000:80"))),
                arguments("ports", List.of("::1:6000:6000"), Map.of("ports", List.of("[::1]:6000:6000"))),
                arguments("ports", List.of("53:53/UDP"), Map.of("ports", List.of("53:53/udp"))),
                arguments(
                        "ports",
                        List.of(Map.of("target", 80, "published", "8000-8010", "host_ip", "127.0.0.1")),
                        Map.of("ports", List.of("127.0.0.1:8000-8010:80"))),
                arguments(
                        "volumes",
                        List.of("data:/data:ro,z"),
                        Map.of(
                                "volumes",
                                List.of(Map.of(
                                        "type", "volume", "source", "data", "target", "/data", "read_only", true)))),
                arguments(
                        "secrets",
                        List.of(
                                "db",
                                Map.of("source", "key", "target", "tls//key.pem", "uid", 101, "gid", "0", "mode", 288)),
                        Map.of(
                                "secrets",
                                List.of(
                                        Map.of("source", "db"),
                                        Map.of(
                                                "source",
                                                "key",
                                                "target",
                                                "tls/key.pem",
                                                "uid",
                                                "101",
                                                "gid",
                                                "0",
                                                "mode",
                                                "0440")))),
                arguments(
                        "configs",
                        List.of(Map.of("source", "site", "target", "/etc/app/site.conf", "mode", "0400")),
                        Map.of(
                                "configs",
                                List.of(Map.of("source", "site", "target", "/etc/app/site.conf", "mode", "0400")))),
                arguments("shm_size", "0.5gb", Map.of("shm_size", "512m")),
                arguments("cpus", 0.5, resources(Map.of("cpus", "0.5"))),
                arguments("mem_limit", "512M", resources(Map.of("memory", "512m"))),
                arguments("pids_limit", 100, resources(Map.of("pids", 100L))),
                arguments("ulimits", Map.of("nofile", 10), Map.of("ulimits", Map.of("nofile", 10L))),
                arguments("sysctls", List.of("net.a=1"), Map.of("sysctls", Map.of("net.a", "1"))),
                arguments("cap_add", List.of("cap_net_admin"), Map.of("cap_add", List.of("NET_ADMIN"))),
                arguments("devices", List.of("/dev/a"), Map.of("devices", List.of("/dev/a:/dev/a:rwm"))),
                arguments(
                        "gpus", "all", Map.of("gpus", List.of(Map.of("count", "all", "capabilities", List.of("gpu"))))),
                arguments("pull_policy", "if_not_present", Map.of("pull_policy", "missing")),
                arguments("update_config", Map.of(), Map.of("update_config", updateConfig())),
                arguments("deploy", Map.of("update_config", Map.of()), Map.of("update_config", updateConfig())),
                arguments(
                        "scaling",
                        Map.of("min", "1", "max", 20, "step_up", 4, "cooldown_up", 90, "cooldown_down", "5m"),
                        Map.of(
                                "scaling",
                                Map.of(
                                        "min",
                                        1,
                                        "max",
                                        20,
                                        "step_up",
                                        4,
                                        "cooldown_up",
                                        "1m30s",
                                        "cooldown_down",
                                        "5m"))));
    }

    /** As by default. */
    private static Map<String, Object> updateConfig() {
        return Map.of(
                "parallelism", 1,
                "delay", "0s",
                "failure_action", "rollback",
                "monitor", "5s",
                "max_failure_ratio", 0.0,
                "order", "start-first",
                "progress_deadline", "10m");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void eachFormIsReadAndOneIsWritten(String field, Object given, Object canonical) {
        assertThat(written(field, given)).isEqualTo(canonical);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("labels", Map.of("io.genisys.x", "1"), "labels.io.genisys.x"),
                arguments("labels", Map.of("io.genisys.protect", "soon"), "labels.io.genisys.protect"),
                arguments("scaling", 3, "scaling"),
                arguments("scaling", Map.of("min", 3, "max", 2), "scaling.min"),
                arguments("scaling", Map.of("min", -1), "scaling.min"),
                arguments("scaling", Map.of("step_up", 0), "scaling.step_up"),
                arguments("scaling", Map.of("cooldown_up", "0s"), "scaling.cooldown_up"),
                arguments("scaling", Map.of("cooldown", "10s"), "scaling.cooldown"),
                arguments("healthcheck", Map.of("intervall", "1s"), "healthcheck.intervall"),
                arguments("healthcheck", Map.of("interval", "soon"), "healthcheck.interval"),
                arguments("healthcheck", Map.of("interval", 0), "healthcheck.interval"),
                arguments("healthcheck", Map.of("test", List.of("curl")), "healthcheck.test"),
                arguments("healthcheck", Map.of("test", "x", "disable", true), "healthcheck.disable"),
                arguments("networks", List.of("a b"), "networks[0]"),
                arguments("networks", List.of("host"), "networks.host"),
                arguments("networks", Map.of("a", Map.of("ipv4_address", "1.2.3")), "networks.a.ipv4_address"),
                arguments("network_mode", "service:db", "network_mode"),
                arguments("volumes", List.of("./a:/b"), "volumes[0]"),
                arguments("volumes", List.of("a:b"), "volumes[0]"),
                arguments("volumes", List.of("/a/../b:/b"), "volumes[0]"),
                arguments("volumes", List.of("a1:/b", "a2:/b"), "volumes[1]"),
                arguments("volumes", List.of("a1:/b:rx"), "volumes[0]"),
                arguments("volumes", List.of(Map.of("type", "npipe", "target", "/a")), "volumes[0].type"),
                arguments(
                        "volumes", List.of(Map.of("type", "bind", "source", "a", "target", "/a")), "volumes[0].source"),
                arguments("logging", Map.of("driver", "json"), "logging.driver"),
                arguments("update_config", Map.of("parallel", 1), "update_config.parallel"),
                arguments("update_config", Map.of("parallelism", -1), "update_config.parallelism"),
                arguments("update_config", Map.of("max_failure_ratio", 1.1), "update_config.max_failure_ratio"),
                arguments("update_config", Map.of("order", "both"), "update_config.order"),
                arguments(
                        "deploy",
                        Map.of("update_config", Map.of("failure_action", "x")),
                        "deploy.update_config.failure_action"),
                arguments(
                        "deploy",
                        Map.of("resources", Map.of("limits", Map.of("cpus", "x"))),
                        "deploy.resources.limits.cpus"),
                arguments("deploy", Map.of("replicas", 3), "deploy.replicas"),
                arguments("mem_limit", "1x", "mem_limit"),
                arguments("cpus", 0, "cpus"),
                arguments("ulimits", Map.of("nofiles", 1), "ulimits.nofiles"),
                arguments("ulimits", Map.of("nofile", Map.of("soft", 2, "hard", 1)), "ulimits.nofile.soft"),
                arguments("cap_add", List.of("NET_ADMIN", "FLY"), "cap_add[1]"),
                arguments("dns", "one", "dns"),
                arguments("extra_hosts", List.of("a"), "extra_hosts[0]"),
                arguments("pid", "container:x", "pid"),
                arguments("devices", List.of("/etc/passwd"), "devices[0]"),
                arguments("restart", "always", "restart"),
                arguments("container_name", "x", "container_name"),
                arguments("ports", List.of(Map.of("target", 80, "published", 70000)), "ports[0].published"),
                arguments("user", "a b", "user"),
                arguments("secrets", "db", "secrets"),
                arguments("secrets", List.of("../db"), "secrets[0]"),
                arguments("secrets", List.of("/etc/shadow"), "secrets[0]"),
                arguments("secrets", List.of(".."), "secrets[0]"),
                arguments("secrets", List.of("a\u0000"), "secrets[0]"),
                arguments("secrets", List.of(""), "secrets[0]"),
                arguments("secrets", List.of(Map.of("target", "a")), "secrets[0].source"),
                arguments("secrets", List.of(Map.of("source", "a/b")), "secrets[0].source"),
                arguments("secrets", List.of(Map.of("source", "a", "file", "b")), "secrets[0].file"),
                arguments("secrets", List.of(Map.of("source", "a", "target", "../b")), "secrets[0].target"),
                arguments("secrets", List.of(Map.of("source", "a", "target", "/b/./c")), "secrets[0].target"),
                arguments("secrets", List.of(Map.of("source", "a", "target", "/b/")), "secrets[0].target"),
                arguments("secrets", List.of(Map.of("source", "a", "target", "/proc/a")), "secrets[0]"),
                arguments("configs", List.of(Map.of("source", "a", "target", "/etc/hosts")), "configs[0]"),
                arguments("secrets", List.of(Map.of("source", "a", "uid", "root")), "secrets[0].uid"),
                arguments("secrets", List.of(Map.of("source", "a", "gid", -1)), "secrets[0].gid"),
                arguments("secrets", List.of(Map.of("source", "a", "mode", "0999")), "secrets[0].mode"),
                arguments("secrets", List.of(Map.of("source", "a", "mode", "4755")), "secrets[0].mode"),
                arguments("secrets", List.of("a", "a"), "secrets[1]"),
                arguments("secrets", List.of("a", Map.of("source", "b", "target", "a/b")), "secrets[1]"),
                arguments("secrets", Collections.nCopies(101, "a"), "secrets"),
                arguments("working_dir", "app", "working_dir"),
                arguments("platform", "Linux", "platform"),
                arguments("privileged", "maybe", "privileged"),
                arguments("user", "-1", "user"),
                arguments("devices", List.of("/dev/../etc/passwd"), "devices[0]"),
                arguments("devices", List.of("/dev/a:/dev/b:rr"), "devices[0]"),
                arguments("tmpfs", List.of("/a/../b"), "tmpfs[0]"),
                arguments("tmpfs", List.of("/./"), "tmpfs[0]"),
                arguments("security_opt", List.of("seccomp:./profile.json"), "security_opt[0]"),
                arguments("network_mode", "front", "network_mode"),
                arguments("ports", List.of("8000-8010:80-81"), "ports[0]"),
                arguments("ports", List.of("8010-8000:80"), "ports[0]"),
                arguments("ports", List.of(Map.of("target", 80, "published", "0-5")), "ports[0].published"),
                arguments("volumes", List.of("C:\\data:/data"), "volumes[0]"),
                arguments("volumes", List.of("c:/data:/data:ro"), "volumes[0]"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultNamesItsPath(String field, Object value, String path) {
        assertThat(faultsOf(with(Map.of(field, value))))
                .extracting(FieldError::field)
                .containsExactly(path);
    }

    static Stream<Arguments> placesOfFiles() {
        List<Map<String, String>> config = List.of(Map.of("source", "a", "target", "/data/a"));
        return Stream.of(
                arguments(Map.of("configs", List.of("a"), "read_only", true), "configs[0]", "read_only lets no file"),
                arguments(
                        Map.of("secrets", List.of("a"), "tmpfs", "/run/secrets"),
                        "secrets[0]",
                        "the tmpfs at /run/secrets would hide"),
                arguments(
                        Map.of("configs", config, "volumes", List.of("named:/data")),
                        "configs[0]",
                        "in the volume at /data, which would keep the file"),
                arguments(
                        Map.of("configs", config, "volumes", List.of("/srv:/data")),
                        "configs[0]",
                        "in the volume at /data, which would keep the file"),
                arguments(
                        Map.of(
                                "configs",
                                List.of(Map.of("source", "a", "target", "/run/secrets/b")),
                                "secrets",
                                List.of("b")),
                        "configs[0]",
                        "at, in or above which another file is"));
    }

    @ParameterizedTest
    @MethodSource("placesOfFiles")
    void aFileThatCannotBeWhereItShouldBeIsRefused(Map<String, Object> fields, String field, String words) {
        assertThat(faultsOf(with(fields))).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.message()).contains(words);
        });
    }

    @Test
    void aReadOnlyRootAndMemoryGiveFilesAVolumeOfTheContainersOwn() {
        Map<String, Object> file = Map.of("source", "a", "target", "/etc/app/a");
        assertThat(volumes(Map.of("secrets", List.of("a"), "configs", List.of(file))))
                .isEmpty();
        assertThat(volumes(Map.of("secrets", List.of("a"), "configs", List.of(file), "read_only", true)))
                .containsExactlyInAnyOrder("/run/secrets", "/etc/app");
        assertThat(volumes(Map.of("secrets", List.of("a"), "configs", List.of(file), "tmpfs", "/run")))
                .containsExactly("/run/secrets");
        assertThat(volumes(Map.of("secrets", List.of("a"), "read_only", true, "volumes", List.of("/run/secrets"))))
                .isEmpty();
    }

    private static Set<String> volumes(Map<String, ?> fields) {
        return FilePlaces.of(DefinitionForm.read(with(fields)).details()).volumes();
    }

    private static List<FieldError> faultsOf(Map<String, Object> fields) {
        return catchThrowableOfType(InvalidException.class, () -> DefinitionForm.read(fields))
                .errors();
    }

    @Test
    void twoNamesForOneThingHaveToSayTheSame() {
        Map<String, Object> fields = with(resources(Map.of("memory", "1g")));
        fields.put("mem_limit", "1024m");
        assertThat(DefinitionForm.write(DefinitionForm.read(fields))).doesNotContainKey("mem_limit");

        fields.put("mem_limit", "2g");
        assertThat(faultsOf(fields)).extracting(FieldError::field).containsExactly("mem_limit");
    }

    @Test
    void aNameThatIsNotTakenIsRefusedWithTheReason() {
        assertThat(faultsOf(with(Map.of("restart", "always"))))
                .extracting(FieldError::message)
                .singleElement()
                .asString()
                .contains("the connector replaces containers that end");
        assertThat(faultsOf(with(Map.of("volume", List.of()))))
                .extracting(FieldError::message)
                .singleElement()
                .asString()
                .contains("did you mean volumes?");
    }

    /** One value of each field. */
    private static Map<String, Object> every() {
        Map<String, Object> all = new LinkedHashMap<>();
        forms().forEach(form -> all.put((String) form.get()[0], form.get()[1]));
        all.put(
                "deploy",
                Map.of(
                        "resources",
                        Map.of(
                                "limits", Map.of("cpus", "0.5", "memory", "512m", "pids", 100),
                                "reservations", Map.of("cpus", "0.25", "memory", "256m"))));
        all.put("volumes", List.of("/srv:/srv:ro", "data:/data"));
        all.put("command", "run");
        all.put("working_dir", "/app");
        all.put("hostname", "web");
        all.put("domainname", "example.test");
        all.put("dns_search", "example.test");
        all.put("dns_opt", List.of("ndots:2"));
        all.put("read_only", true);
        all.put("cap_drop", List.of("ALL"));
        all.put("security_opt", List.of("seccomp=unconfined"));
        all.put("privileged", true);
        all.put("pid", "host");
        all.put("scaling", Map.of("min", 1, "max", 20, "step_up", 4, "cooldown_down", "5m"));
        all.put("ipc", "host");
        all.put("runtime", "runc");
        all.put("platform", "linux/amd64");
        all.put("mem_reservation", "256m");
        all.put("stop_signal", "SIGINT");
        all.put("stop_grace_period", "5s");
        all.put("drain_delay", "5s");
        all.put("placement", Map.of("constraints", List.of("node.hostname != a")));
        return all;
    }

    @Test
    void aDefinitionOfEveryFieldIsReadAndWritten() {
        Set<String> names = new HashSet<>(DefinitionForm.names());
        names.removeAll(every().keySet());
        assertThat(names).containsExactlyInAnyOrder("name", "image", "network_mode");

        ServiceDefinition definition = DefinitionForm.read(with(every()));
        assertThat(DefinitionForm.read(DefinitionForm.write(definition))).isEqualTo(definition);
        assertThat(definition.rootNeeds())
                .extracting(RootNeed::field)
                .containsExactlyInAnyOrder(
                        "volumes[0]",
                        "privileged",
                        "devices",
                        "gpus",
                        "pid",
                        "ipc",
                        "cap_add",
                        "security_opt",
                        "runtime")
                .hasSize(9);
    }

    @Test
    void whatIsWrittenIsReadAsTheSameWhateverIsGiven() {
        Random chance = new Random(7051);
        List<Map.Entry<String, Object>> all = new ArrayList<>(every().entrySet());
        Map<String, ServiceDefinition> hashes = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            Collections.shuffle(all, chance);
            Map<String, Object> fields = new HashMap<>(PLAIN);
            all.subList(0, chance.nextInt(all.size())).forEach(field -> fields.put(field.getKey(), field.getValue()));
            ServiceDefinition definition = DefinitionForm.read(fields);
            ServiceDefinition again = DefinitionForm.read(DefinitionForm.write(definition));
            assertThat(again).isEqualTo(definition);
            assertThat(again.hash()).isEqualTo(definition.hash());
            hashes.put(definition.hash(), definition);
        }
        assertThat(hashes).hasSizeGreaterThan(1_500);
    }

    @Test
    void onlyWhatIsInsideAContainerMakesItOutdated() {
        String plain = DefinitionForm.read(PLAIN).hash();
        List<Map<String, ?>> outside = List.of(
                Map.of("pull_policy", "always"),
                Map.of("update_config", Map.of("parallelism", 2)),
                Map.of("drain_delay", "9s"),
                Map.of("placement", Map.of("constraints", List.of("node.hostname != a"))),
                Map.of("scaling", Map.of("max", 3)),
                Map.of("deploy", Map.of("resources", Map.of("reservations", Map.of("cpus", 1)))));

        assertThat(outside)
                .allSatisfy(fields ->
                        assertThat(DefinitionForm.read(with(fields)).hash()).isEqualTo(plain));
        assertThat(Arrays.asList("a", "b"))
                .allSatisfy(label -> assertThat(DefinitionForm.read(with(Map.of("labels", Map.of(label, ""))))
                                .hash())
                        .isNotEqualTo(plain));
    }
}
