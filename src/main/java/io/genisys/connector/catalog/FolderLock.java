package io.genisys.connector.catalog;

import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Keeps a folder to one process. The system lets go of it when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws FailureException of kind CONFLICT if another process has it */
    static FolderLock take(Path folder) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileChannel channel = FileChannel.open(folder.resolve("catalog.lock"), options, PrivateFiles.file());
        if (!isTaken(channel)) {
            channel.close();
            throw new FailureException(
                    FailureKind.CONFLICT, "the catalog in " + folder + " is in use by another connector");
        }
        return new FolderLock(channel);
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ourselves) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
