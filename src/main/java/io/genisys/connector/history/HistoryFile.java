package io.genisys.connector.history;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Happened;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file with one thing that happened on each line, the oldest first. It outlives a kill of the process, and may miss
 * the last lines after a loss of power. Blocks; one thread at a time.
 */
public final class HistoryFile {
    static final String NAME = "history.jsonl";
    /** Nothing before it is read. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Path file;

    private HistoryFile(Path file) {
        this.file = file;
    }

    public static HistoryFile in(Path folder) {
        return new HistoryFile(folder.resolve(NAME));
    }

    /** How many bytes it has; 0 if it is not there. */
    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** Lines that are damaged, such as one that was cut off, are passed over. */
    List<Happened> read() throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // opening a FIFO would wait for ever
            throw new FileSystemException(file.toString(), null, "it is not a file");
        }
        List<Happened> all = new ArrayList<>();
        if (Files.notExists(file)) {
            return all;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            bytes.skipNBytes(Math.max(0, size() - MOST_BYTES));
            BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parsed(line).ifPresent(all::add);
            }
        }
        return all;
    }

    private static Optional<Happened> parsed(String line) {
        try {
            return Optional.ofNullable(ModelJson.read(line.getBytes(StandardCharsets.UTF_8), Happened.class));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** The line before may have been cut off: a line break before these keeps them apart. */
    void append(Collection<Happened> some) throws IOException {
        write(file, some, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** If it fails, the file is as before. */
    void replace(Collection<Happened> all) throws IOException {
        Path fresh = file.resolveSibling(NAME + ".new");
        Files.deleteIfExists(fresh);
        try {
            write(fresh, all, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(Path path, Collection<Happened> some, Set<? extends OpenOption> options)
            throws IOException {
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(path, options, forTheOwnerOnly()))) {
            StringBuilder lines = new StringBuilder();
            for (Happened happened : some) {
                lines.append('\n').append(new String(ModelJson.write(happened), StandardCharsets.UTF_8));
                if (lines.length() > 64 * 1024) {
                    out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
                    lines.setLength(0);
                }
            }
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static FileAttribute<?>[] forTheOwnerOnly() {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
