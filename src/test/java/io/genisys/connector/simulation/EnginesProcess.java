package io.genisys.connector.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link EnginesProgram}, so that memory and processor time of the connector's process are its own. */
final class EnginesProcess implements AutoCloseable {
    /** It removes the folders of its engines. */
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    /** Streams of events are many, and a client that gave one up need not be noticed soon. */
    private static final List<String> JVM = List.of("-Xss256k", "-Xmx6g", "-Dgenisys.engines.look=5000");

    private static final Pattern URL = Pattern.compile("url: ([^}]+)}");

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;
    private final List<String> hosts;

    EnginesProcess(Size size) {
        try {
            process = Java.program(EnginesProgram.class, JVM, List.of(Integer.toString(size.hosts())));
            orders = process.outputWriter();
            answers = process.inputReader();
            hosts = List.of(line().split("\t", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of a configuration's section {@code docker}. */
    List<String> hosts() {
        return hosts;
    }

    /** Their addresses. */
    List<String> urls() {
        return hosts.stream()
                .map(URL::matcher)
                .filter(Matcher::find)
                .map(url -> url.group(1))
                .toList();
    }

    long ask(String order) {
        try {
            orders.write(order + "\n");
            orders.flush();
            return Long.parseLong(line());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its time on any processor since the start, in seconds. */
    double processorSeconds() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    long lists(Path file) {
        return ask("lists " + file);
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException("the engines ended");
        }
        return line;
    }

    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
        }
        process.onExit().join();
    }
}
