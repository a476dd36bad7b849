package io.genisys.connector.catalog;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For the owner's eyes only: environment variables of services hold secrets. */
final class PrivateFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";
    /** What the connector makes in its folder. */
    private static final Pattern OURS =
            Pattern.compile("catalog\\..*|containers\\.record.*|history\\..*|secrets\\.key.*|address");
    /** The folder of a voter, which is private by itself. */
    private static final String ZOOKEEPER = "zookeeper";

    private PrivateFiles() {}

    static FileAttribute<?>[] file() {
        return attributes(FILE);
    }

    static FileAttribute<?>[] folder() {
        return attributes(FOLDER);
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Takes from others what they may do with a folder that is there already, and with what the connector has in it. A
     * folder that holds anything else, such as /tmp, is left as it is. Each is said once, at the start.
     *
     * @throws IOException if something that the connector would open is no file: opening a FIFO would wait for ever
     */
    static void checkFolder(Path folder) throws IOException {
        List<Path> inIt = list(folder);
        for (Path file : inIt) {
            // what is on its way to another name may be gone by now
            if (isOurs(file) && !file.toString().endsWith(".new")) {
                checkFile(file);
            }
        }
        if (inIt.stream().allMatch(file -> isOurs(file) || file.endsWith(ZOOKEEPER))) {
            close(folder, FOLDER);
        } else if (isOpen(folder)) {
            LOG.warn(
                    "Others may look into {}, which has more in it than the connector's files: name one of its own",
                    folder);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static boolean isOurs(Path file) {
        return OURS.matcher(file.getFileName().toString()).matches();
    }

    private static void checkFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, file.getFileName() + " is not a regular file");
        }
        if (!file.endsWith("address")) {
            close(file, FILE);
        }
    }

    private static boolean isOpen(Path path) throws IOException {
        Set<PosixFilePermission> own = PosixFilePermissions.fromString(FOLDER);
        return isPosix() && !own.containsAll(Files.getPosixFilePermissions(path));
    }

    private static void close(Path path, String permissions) throws IOException {
        if (!isOpen(path)) {
            return;
        }
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
            LOG.warn("Others could look into {}, which may hold secrets: now its owner alone can", path);
        } catch (IOException e) {
            LOG.warn(
                    "Others may look into {}, which may hold secrets, and that can't be changed: {}",
                    path,
                    e.toString());
        }
    }
}
