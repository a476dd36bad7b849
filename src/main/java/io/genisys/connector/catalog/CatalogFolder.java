package io.genisys.connector.catalog;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Weight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that holds a {@link CatalogState}, open to one process at a time. Its methods block, and may be called from
 * one thread at a time.
 */
final class CatalogFolder implements AutoCloseable {
    private static final long SPARE_BYTES = 256 * 1024;
    private static final long LEAST_GAP = 1L << 20;
    private static final long LARGEST_GAP = 1L << 32;
    private static final Logger LOG = LoggerFactory.getLogger(CatalogFolder.class);
    static final String FOLLOWED = "catalog.followed";
    private static final Random CHANCE = new SecureRandom();

    private final Path file;
    private final Path folder;
    private final FolderLock lock;
    private final Journal journal;
    private CatalogState state;
    private boolean isClosed;

    private CatalogFolder(Path file, FolderLock lock, Journal journal) {
        this.file = file;
        this.folder = file.getParent();
        this.lock = lock;
        this.journal = journal;
    }

    /** @throws FailureException CONFLICT or STORE_UNAVAILABLE, as {@link EmbeddedCatalog#open} says */
    static CatalogFolder open(Path folder) {
        return open(folder, Disk.REAL, SPARE_BYTES);
    }

    static CatalogFolder open(Path folder, Disk disk, long spare) {
        return open(
                folder.resolve(Journal.FILE),
                disk,
                spare,
                () -> CHANCE.nextLong(LEAST_GAP, LARGEST_GAP),
                Weight.readableBy(Runtime.getRuntime().maxMemory()));
    }

    /** What was followed of a cluster: its versions are those of the cluster. */
    static CatalogFolder openFollowed(Path folder) {
        return open(
                folder.resolve(FOLLOWED),
                Disk.REAL,
                SPARE_BYTES,
                () -> 0,
                Weight.readableBy(Runtime.getRuntime().maxMemory()));
    }

    /**
     * @param spare bytes that the journal may grow to in any case before it is rewritten
     * @param journal the file; its folder is made if it is not there
     * @param gap how many versions are left out: what a repair cut off, or a backup does not have, may have given them
     * @param mostWeight bytes of the heap that the services may take while they are read
     */
    static CatalogFolder open(Path journal, Disk disk, long spare, LongSupplier gap, long mostWeight) {
        Path file = journal.toAbsolutePath().normalize();
        Path path = file.getParent();
        try {
            Files.createDirectories(path, PrivateFiles.folder());
            PrivateFiles.checkFolder(path);
            CatalogFolder opened = new CatalogFolder(file, FolderLock.take(path), new Journal(file, disk, spare));
            opened.load(gap, mostWeight);
            return opened;
        } catch (IOException e) {
            throw unavailable("the catalog in " + path + " cannot be opened: " + reason(e), e);
        }
    }

    /** What was kept last. */
    CatalogState state() {
        return state;
    }

    /**
     * Returns once that state is on disk.
     *
     * @throws FailureException STORE_UNAVAILABLE; then the state before it stands
     */
    void persist(CatalogState next) {
        if (isClosed) {
            throw new FailureException(FailureKind.STORE_UNAVAILABLE, "the catalog is closed");
        }
        try {
            write(next);
        } catch (IOException e) {
            throw unavailable("the change cannot be kept in " + folder + ": " + reason(e), e);
        }
    }

    /**
     * Returns if the disk takes what a change needs.
     *
     * @throws FailureException STORE_UNAVAILABLE
     */
    void checkRoom() {
        if (isClosed) {
            return;
        }
        try {
            journal.checkRoom();
        } catch (IOException e) {
            throw unavailable("changes cannot be kept in " + folder + ": " + reason(e), e);
        }
    }

    private void load(LongSupplier gap, long mostWeight) throws IOException {
        try {
            state = read(mostWeight);
            if (journal.isNew()) {
                write(state);
            } else {
                state = state.after(state.lastVersion() + gap.getAsLong());
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private CatalogState read(long mostWeight) throws IOException {
        checkLength(journal.size(), mostWeight);
        try {
            Replay replay = new Replay(mostWeight);
            for (ByteBuffer record : journal.open()) {
                replay.add(record);
            }
            return replay.state();
        } catch (FailureException e) {
            throw damaged(Weight.refusal(mostWeight), e);
        } catch (DamagedException e) {
            throw damaged(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw damaged("it holds what this release cannot read", e);
        }
    }

    private void checkLength(long bytes, long most) {
        if (bytes > most) {
            throw damaged(
                    "its " + bytes + " bytes are more than this connector's heap bears; start it with a larger one"
                            + " (java's -Xmx)",
                    null);
        }
    }

    private void write(CatalogState next) throws IOException {
        if (journal.needsRewrite()) {
            journal.rewrite(whole(next));
        } else {
            append(next, Delta.between(state, next));
        }
        state = next;
    }

    private void append(CatalogState next, Delta delta) throws IOException {
        if (!delta.isNone(state) && !(journal.isLong() && isRewritten(next))) {
            journal.append(ModelJson.write(delta));
        }
    }

    /** A change needs no more room than its own record takes. */
    private boolean isRewritten(CatalogState next) throws IOException {
        try {
            journal.rewrite(whole(next));
            return true;
        } catch (IOException e) {
            if (journal.needsRewrite()) {
                throw e;
            }
            LOG.warn(
                    "The catalog in {} keeps growing, as it cannot be rewritten; make room on the disk: {}",
                    folder,
                    reason(e));
            journal.growOn();
            return false;
        }
    }

    private static byte[] whole(CatalogState state) {
        return ModelJson.write(Delta.between(CatalogState.EMPTY, state));
    }

    private FailureException damaged(String how, Exception cause) {
        return unavailable("the catalog " + file + " cannot be loaded, and was not changed: " + how, cause);
    }

    private static FailureException unavailable(String message, Exception cause) {
        FailureException failure = new FailureException(FailureKind.STORE_UNAVAILABLE, message);
        failure.initCause(cause);
        return failure;
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it is not a folder";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        journal.close();
        lock.close();
    }
}
