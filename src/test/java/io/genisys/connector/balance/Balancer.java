package io.genisys.connector.balance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** HAProxy or nginx as the examples in {@code ops} run it, with the loop that keeps its servers. */
final class Balancer implements AutoCloseable {
    /** Which one. */
    enum Kind {
        HAPROXY("haproxy.cfg.template", "127.0.0.1:8000", "/run/haproxy/genisys.sock"),
        NGINX("nginx.conf.template", "127.0.0.1:8001", "/run/nginx-genisys.pid");

        private final String template;
        private final String bind;
        private final String file;

        Kind(String template, String bind, String file) {
            this.template = template;
            this.bind = bind;
            this.file = file;
        }
    }

    private final Kind kind;
    private final Path folder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    /** @param port on which it listens */
    Balancer(Kind kind, Path folder, int port) {
        this.kind = kind;
        this.folder = folder;
        this.port = port;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** @param connector whose containers it has */
    Balancer start(URI connector) throws IOException {
        Path template = folder.resolve("template");
        String text = Files.readString(Path.of("ops", kind.template));
        Files.writeString(
                template,
                text.replace(kind.bind, "127.0.0.1:" + port)
                        .replace(kind.file, folder.resolve("place").toString()));
        Path file = folder.resolve("balancer.conf");
        run(
                List.of("ops/balance", connector.toString(), template.toString(), file.toString(), reload()),
                Map.of("GENISYS_BALANCE_SECONDS", "0.5"));
        Awaitility.await("the first configuration").until(() -> Files.exists(file));
        run(program(file), Map.of());
        return this;
    }

    /** A script, which does nothing while it is not there yet. */
    private String reload() throws IOException {
        Path script = folder.resolve("reload");
        String pid = kind == Kind.HAPROXY
                ? folder.resolve("pid").toString()
                : folder.resolve("place").toString();
        String signal = kind == Kind.HAPROXY ? "USR2" : "HUP";
        Files.writeString(
                script, "#!/bin/sh\n[ ! -s " + pid + " ] || kill -" + signal + " \"$(head -n 1 " + pid + ")\"\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " a program");
        }
        return script.toString();
    }

    private List<String> program(Path file) {
        return kind == Kind.HAPROXY
                ? List.of(
                        "/usr/sbin/haproxy",
                        "-W",
                        "-f",
                        file.toString(),
                        "-p",
                        folder.resolve("pid").toString())
                : List.of("/usr/sbin/nginx", "-c", file.toString(), "-g", "daemon off;");
    }

    private void run(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().putAll(environment);
        try {
            processes.add(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What they wrote. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Override
    public void close() {
        processes.forEach(this::end);
    }

    private void end(Process process) {
        List<ProcessHandle> below = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        below.forEach(ProcessHandle::destroyForcibly);
    }
}
