package io.genisys.connector.bench;

import io.genisys.connector.testing.Jvm;
import io.genisys.connector.testing.RunningConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Starts the {@linkplain BareServer bare server} as the connector is started: from jars, since no archive holds classes
 * of a folder, and with an archive of the classes that it loads.
 */
final class BareStart {
    /** The first JVM whose archives hold linked classes, as the connector's do there (JEP 514). */
    private static final int LINKS = 25;

    private final Jvm plain;
    private final Path folder;
    private final String classPath;
    private final Jvm archived;
    private final int port = RunningConnector.freePort();

    BareStart(Jvm connectors, Path folder) {
        this.plain = connectors.withoutArchive();
        this.folder = folder;
        this.classPath =
                jar() + ":" + Path.of("target/genisys-connector-docker.jar").toAbsolutePath();
        this.archived = archive();
    }

    int port() {
        return port;
    }

    Process launch() {
        return launch(archived);
    }

    /** Until the JVM has told its version and has ended. */
    void tellVersion() {
        end(archived.start(folder, folder.resolve("version.log"), Map.of(), List.of("-version")));
    }

    private Process launch(Jvm jvm) {
        return jvm.start(
                folder,
                folder.resolve("bare.log"),
                Map.of(),
                List.of("-cp", classPath, BareServer.class.getName(), Integer.toString(port)));
    }

    private Path jar() {
        String name = BareServer.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(
                Files.newOutputStream(Files.createDirectories(folder).resolve("bare.jar")))) {
            jar.putNextEntry(new ZipEntry(name));
            jar.write(BareServer.class.getResourceAsStream("/" + name).readAllBytes());
            return folder.resolve("bare.jar").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Jvm archive() {
        Path archive = folder.resolve("bare.archive").toAbsolutePath();
        if (plain.version() >= LINKS) {
            rehearse("-XX:AOTCacheOutput=" + archive);
            return plain.with("-XX:AOTCache=" + archive);
        }
        Path classes = folder.resolve("bare.classes").toAbsolutePath();
        rehearse("-XX:DumpLoadedClassList=" + classes);
        end(plain.start(
                folder,
                folder.resolve("dump.log"),
                Map.of(),
                List.of(
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + archive,
                        "-cp",
                        classPath)));
        return plain.with("-XX:SharedArchiveFile=" + archive);
    }

    private void rehearse(String option) {
        Process process = launch(plain.with(option));
        FirstAnswer.await(port);
        process.destroy();
        process.onExit().join();
    }

    private static void end(Process process) {
        Bench.check(process.onExit().join().exitValue() == 0, "a JVM failed: its log is beside the others");
    }
}
