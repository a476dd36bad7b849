package io.genisys.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine and waits for them. */
final class Shell {
    private static final long SECONDS = 60;

    private Shell() {}

    /** What the program wrote to stdout, trimmed; fails with what it wrote to stderr. */
    static String run(String... command) {
        return run(Arrays.asList(command));
    }

    static String run(List<String> command) {
        try {
            Path out = Files.createTempFile("gct", ".out");
            Path err = Files.createTempFile("gct", ".err");
            try {
                return run(command, out, err);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(List<String> command, Path out, Path err) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        if (!ended(process)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " did not end within " + SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(command + " failed: " + text(err));
        }
        return text(out);
    }

    /** Runs it, and does not mind if it fails. */
    static void attempt(String... command) {
        try {
            run(command);
        } catch (IllegalStateException expected) {
            // such as deleting what is not there
        }
    }

    /** Where a program of the PATH or of the folders for administrators is; fails where it is not installed. */
    static String find(String program) {
        return Arrays.stream((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        program + " is not installed: run scripts/test, which says what these tests need"))
                .toString();
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).trim();
    }
}
