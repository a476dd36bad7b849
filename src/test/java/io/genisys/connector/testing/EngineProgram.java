package io.genisys.connector.testing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the tests run as their engine: this machine's dockerd, unless the environment names {@code podman} in
 * {@code GENISYS_TEST_ENGINE}, or in {@code GENISYS_TEST_ENGINE_ROOT} the root of another system, which is entered for
 * it.
 */
enum EngineProgram {
    DOCKER("dockerd") {
        @Override
        List<String> options(DaemonPlace place, URI url) {
            List<String> options = new ArrayList<>();
            options.addAll(List.of("--data-root", place.path("data"), "--exec-root", place.path("exec")));
            options.addAll(List.of("--pidfile", place.path("pid"), "--bridge", place.bridge()));
            options.addAll(List.of("--iptables=false", "--log-level", "warn", "-H", url.toString()));
            return options;
        }
    },

    PODMAN("podman") {
        @Override
        List<String> options(DaemonPlace place, URI url) {
            List<String> options = new ArrayList<>();
            options.addAll(List.of("--root", place.path("data"), "--runroot", place.path("exec")));
            options.addAll(List.of("--tmpdir", place.path("tmp"), "--network-config-dir", place.path("networks")));
            options.addAll(List.of("system", "service", "--time=0", url.toString()));
            return options;
        }

        @Override
        Map<String, String> environment(DaemonPlace place) {
            place.write("networks/podman.json", NETWORK.formatted(place.bridge(), place.subnet()));
            return Map.of(
                    "CONTAINERS_CONF",
                    place.write("containers.conf", CONTAINERS_CONF),
                    "CONTAINERS_REGISTRIES_CONF",
                    place.write("registries.conf", REGISTRIES_CONF),
                    // it says so at each start
                    "PODMAN_IGNORE_CGROUPSV1_WARNING",
                    "true");
        }
    };

    /**
     * No rules for packets, and neither journald nor systemd is asked for anything. A caller who removes a running
     * container need not wait, as with Docker.
     */
    private static final String CONTAINERS_CONF =
            """
            [containers]
            log_driver = "k8s-file"
            pids_limit = 0
            [engine]
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            stop_timeout = 0
            [network]
            firewall_driver = "none"
            """;

    /** Docker trusts the loopback without TLS; Podman has to be told. */
    private static final String REGISTRIES_CONF =
            """
            [[registry]]
            location = "127.0.0.1"
            insecure = true
            """;

    private static final String NETWORK =
            """
            {"name": "podman", "id": "2f259bab93aaaaa2542ba43ef33eb990d0999ee1b9924b557b7be53c0b7a1bb9", "driver": "bridge", "network_interface": "%1$s",
            "created": "2024-01-01T00:00:00Z", "ipv6_enabled": false, "internal": false, "dns_enabled": false,
            "subnets": [{"subnet": "%2$s.0/24", "gateway": "%2$s.1"}], "ipam_options": {"driver": "host-local"}}
            """;

    /**
     * In a mount namespace of its own, which ends with the last process in it, so that nothing has to be unmounted. It
     * becomes the root of that namespace: what an engine runs in a container later would else find the machine's. Of
     * control groups of both versions, Podman is shown the first only, which have the limits then.
     */
    private static final String ENTER =
            """
            set -e
            root=$1 folder=$2
            shift 2
            mount --bind "$root" "$root"
            mount -t proc proc "$root/proc"
            mount --rbind /sys "$root/sys"
            mount --rbind /dev "$root/dev"
            mount -t tmpfs tmpfs "$root/dev/shm"
            mount -t tmpfs tmpfs "$root/run"
            mount -t tmpfs tmpfs "$root/tmp"
            [ "$1" != podman ] || umount -l "$root/sys/fs/cgroup/unified" 2>/dev/null || true
            mkdir -p "$root$folder"
            mount --bind "$folder" "$root$folder"
            cd "$root"
            pivot_root . .
            umount -l .
            exec chroot . "$@"
            """;

    private final String program;

    EngineProgram(String program) {
        this.program = program;
    }

    static EngineProgram ofThisRun() {
        String named = System.getenv("GENISYS_TEST_ENGINE");
        return named == null ? DOCKER : valueOf(named.toUpperCase(Locale.ROOT));
    }

    abstract List<String> options(DaemonPlace place, URI url);

    /** What it needs to be told beside its options; writes files in its place. */
    Map<String, String> environment(DaemonPlace place) {
        return Map.of();
    }

    /** One that becomes the engine itself, so its process is the engine's. */
    List<String> command(DaemonPlace place, URI url) {
        List<String> command = new ArrayList<>();
        Optional<String> root = Optional.ofNullable(System.getenv("GENISYS_TEST_ENGINE_ROOT"));
        root.ifPresent(r -> command.addAll(List.of(
                "unshare", "--mount", "sh", "-c", ENTER, "sh", r, place.folder().toString())));
        command.add(root.isPresent() ? program : Shell.find(program));
        command.addAll(options(place, url));
        return command;
    }
}
