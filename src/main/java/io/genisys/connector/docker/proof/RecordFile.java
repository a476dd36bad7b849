package io.genisys.connector.docker.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A text file of lines that outlives a kill of the process, and may miss the last ones after a loss of power. If it
 * can't be read or written, that is told once and all goes on without it. One thread at a time.
 */
final class RecordFile {
    private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);
    private static final FileAttribute<?>[] FOR_THE_OWNER = forTheOwnerOnly("rw-------");

    private final Path file;
    private boolean isReadable = true;
    private boolean isTold;
    private long lines;

    RecordFile(Path file) {
        this.file = file;
    }

    /** Empty if there is no file, or it can't be read: then nothing is ever written to it. */
    List<String> read() {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // opening a FIFO would wait for ever
                throw new FileSystemException(file.toString(), null, "it is not a file");
            }
            List<String> all = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            lines = all.size();
            return all;
        } catch (NoSuchFileException notYet) {
            return List.of();
        } catch (IOException e) {
            isReadable = false;
            tell(e);
            return List.of();
        }
    }

    /** How many lines it has, those included that a later line has made useless. */
    long lines() {
        return lines;
    }

    /** @return whether the file has it; if not, its next change has to be a {@link #replace} */
    boolean append(List<String> more) {
        lines += more.size();
        // the line before may have been cut off: a line break before these keeps them apart
        return write(
                file, "\n" + String.join("\n", more), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** @return whether the file has these lines and no others now; if not, it is as before */
    boolean replace(List<String> all) {
        if (!isReadable) {
            return true;
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        String text = String.join("\n", all);
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            // also if it is a FIFO, which would wait for a reader
            Files.deleteIfExists(fresh);
            if (!write(fresh, text, options)) {
                return false;
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            lines = all.size();
            return true;
        } catch (IOException e) {
            tell(e);
            return false;
        }
    }

    private boolean write(Path path, String text, Set<? extends OpenOption> options) {
        if (!isReadable) {
            return true;
        }
        try {
            try {
                writeIn(path, text, options);
            } catch (NoSuchFileException noFolder) {
                Files.createDirectories(path.getParent(), forTheOwnerOnly("rwx------"));
                writeIn(path, text, options);
            }
            return true;
        } catch (IOException e) {
            tell(e);
            return false;
        }
    }

    private static void writeIn(Path path, String text, Set<? extends OpenOption> options) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path, options, FOR_THE_OWNER)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private void tell(IOException e) {
        if (!isTold) {
            isTold = true;
            LOG.warn(
                    "{} cannot be used ({}): what this connector makes is remembered until it ends, and known by name"
                            + " and labels only after that; make the file readable and writable",
                    file,
                    e.toString());
        }
    }

    private static FileAttribute<?>[] forTheOwnerOnly(String permissions) {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
