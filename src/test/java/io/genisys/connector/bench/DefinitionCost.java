package io.genisys.connector.bench;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.Jvm;
import io.genisys.connector.testing.Ports;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * {@code DefinitionCost FOLDER ROUNDS JAR...}: what a definition of the five documented fields costs, and one of
 * thirty, in each of these releases, one after the other in each round. Prints medians, and their ratio to those of the
 * first.
 */
final class DefinitionCost {
    private static final int POSTS = 400;
    private static final int HELD = 20_000;
    private static final int BATCH = 1000;
    private static final String FIVE =
            """
            {"name": "web-%d", "image": "registry.example.com/team/web:1.%d", "command": "serve --port 8080",
             "environment": {"ZONE": "west-%d", "LEVEL": "info"}, "ports": ["80%s", "8443%s"]%s}
            """;
    private static final String MORE =
            """
            , "entrypoint": ["/bin/app"], "user": "1000:1000", "group_add": ["audio", "44"], "working_dir": "/app",
             "init": true, "labels": {"team": "web", "tier": "front"}, "hostname": "web", "domainname": "example.com",
             "healthcheck": {"test": "curl -f localhost", "interval": "10s", "timeout": "2s", "retries": 3},
             "logging": {"driver": "json-file", "options": {"max-size": "10m"}}, "networks": ["front", "back"],
             "extra_hosts": ["db:10.0.0.2"], "dns": ["10.0.0.53"], "dns_search": ["example.com"],
             "dns_opt": ["ndots:2"], "volumes": ["data:/data"], "tmpfs": ["/run:size=64m"], "read_only": true,
             "shm_size": "256m", "deploy": {"resources": {"limits": {"cpus": "0.5", "memory": "512m"}}},
             "ulimits": {"nofile": 1024}, "sysctls": {"net.core.somaxconn": "1024"}, "cap_drop": ["ALL"],
             "security_opt": ["no-new-privileges:true"], "stop_grace_period": "5s"
            """;
    private static final List<String> KINDS = List.of("five", "thirty");

    private DefinitionCost() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("inside")) {
            inside(arguments[1]);
            return;
        }
        Map<String, Map<String, Samples>> measured = new HashMap<>();
        List<String> jars = List.of(arguments).subList(2, arguments.length);
        for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
            for (String jar : jars) {
                Path folder = Path.of(arguments[0], round + "-" + jars.indexOf(jar));
                measure(jar, folder).forEach((what, value) -> measured.computeIfAbsent(what, key -> new HashMap<>())
                        .computeIfAbsent(jar, key -> new Samples())
                        .add(value));
            }
        }
        measured.keySet().stream().sorted().forEach(what -> print(what, measured.get(what), jars));
    }

    private static void print(String what, Map<String, Samples> by, List<String> jars) {
        for (String jar : jars) {
            Samples samples = by.get(jar);
            if (samples != null) {
                double ratio =
                        samples.median() / by.getOrDefault(jars.get(0), samples).median();
                System.out.printf(
                        Locale.ROOT,
                        "%-28s %10.1f (%.1f to %.1f) %6.3f  %s%n",
                        what,
                        samples.median(),
                        samples.min(),
                        samples.max(),
                        ratio,
                        jar);
            }
        }
    }

    private static Map<String, Double> measure(String jar, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Map<String, Double> values = new HashMap<>();
        for (String kind : KINDS) {
            Path out = folder.resolve(kind + ".txt");
            String path = Path.of(jar).toAbsolutePath() + File.pathSeparator + System.getProperty("java.class.path");
            Jvm.of(Path.of(System.getProperty("java.home")), "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
                    .start(folder, out, Map.of(), List.of("-cp", path, DefinitionCost.class.getName(), "inside", kind))
                    .waitFor(5, TimeUnit.MINUTES);
            for (String line : Files.readAllLines(out)) {
                String[] parts = line.split("=", -1);
                if (parts.length == 2) {
                    values.put(kind + " fields: " + parts[0], Double.valueOf(parts[1]));
                }
            }
        }
        posts(jar, folder, values);
        return values;
    }

    private static String json(String kind, int i) {
        return FIVE.formatted(i, i, i, "", "", kind.equals("five") ? "" : MORE);
    }

    /** Only what all releases have is called: another one may be first on the class path. */
    private static void inside(String kind) {
        List<byte[]> texts = IntStream.range(0, HELD)
                .mapToObj(i -> json(kind, i).getBytes(StandardCharsets.UTF_8))
                .toList();
        double least = Double.MAX_VALUE;
        for (int begin = 0; begin < HELD; begin += BATCH) {
            least = Math.min(least, cpuNanos(texts.subList(begin, begin + BATCH)) / 1e3 / BATCH);
        }
        System.out.println("read, hash, write, CPU us=" + least);
        List<ServiceDefinition> held = new ArrayList<>(HELD);
        long before = used();
        for (byte[] text : texts) {
            held.add(ModelJson.read(text, ServiceDefinition.class));
        }
        System.out.println("heap bytes=" + (used() - before) / (double) held.size());
    }

    /** Of this thread: others may keep the machine busy. Of the fastest batch, they disturbed least. */
    private static long cpuNanos(List<byte[]> texts) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        for (byte[] text : texts) {
            ServiceDefinition read = ModelJson.read(text, ServiceDefinition.class);
            if (read.hash().length() + ModelJson.write(read).length == 0) {
                throw new IllegalStateException();
            }
        }
        return threads.getCurrentThreadCpuTime() - begun;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Through the API of the whole connector, onto the disk, one after the other. */
    private static void posts(String jar, Path folder, Map<String, Double> values)
            throws IOException, InterruptedException {
        int port = Ports.free();
        Files.writeString(
                folder.resolve("genisys-connector.yml"),
                "connector:\n  port: " + port + "\ndocker:\n  url: unix:///nowhere/docker.sock\n");
        Process connector = Jvm.ofThisRun().start(folder, folder.resolve("log"), Map.of(), List.of("-jar", jar));
        try {
            Api api = new Api(URI.create("http://127.0.0.1:" + port));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> api.get("/health").status() == 200);
            for (String kind : KINDS) {
                post(api, kind, 0);
                Stopwatch watch = new Stopwatch();
                double before = cpuMicros(connector);
                if (post(api, kind, POSTS)) {
                    values.put(kind + " fields: POST us", watch.millis() * 1000 / POSTS);
                    values.put(kind + " fields: POST, CPU us", (cpuMicros(connector) - before) / POSTS);
                }
            }
        } finally {
            connector.destroyForcibly().waitFor();
        }
    }

    /** On a busy machine it says more than the time on the clock. */
    private static double cpuMicros(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e3;
    }

    /** @return whether this release knows the fields */
    private static boolean post(Api api, String kind, int from) {
        for (int i = from; i < from + POSTS; i++) {
            String named = json(kind, i).replace("web-" + i, kind + i);
            if (api.post("/service", named).status() != 201) {
                return false;
            }
        }
        return true;
    }
}
