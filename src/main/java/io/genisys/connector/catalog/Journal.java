package io.genisys.connector.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of records, each on disk before {@link #append} or {@link #rewrite} returns. After a failure the disk may hold
 * any of that record, so its bytes are cut off before the next one; a disk that was full has to have room for the next
 * one only. If not even that is possible, the next one has to be a {@link #rewrite}, which needs nothing of the old
 * file. One thread at a time.
 */
final class Journal implements AutoCloseable {
    static final String FILE = "catalog.journal";

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    /** It may grow this many times over before it is rewritten. */
    private static final int GROWTH = 4;
    /** More than the record of a change mostly has. */
    private static final int TRIAL_BYTES = 4096;

    private final Path file;
    private final Disk disk;
    private final long spare;
    private FileChannel channel;
    private long length;
    private int check;
    private long limit;
    private boolean isSound;
    /** Whether a new file may be in place of the old one: which of them is there is not known. */
    private boolean isReplaced;

    /** @param spare bytes that it may grow to in any case before it is rewritten */
    Journal(Path file, Disk disk, long spare) {
        this.file = file;
        this.disk = disk;
        this.spare = spare;
    }

    /** Whether there was no file, and no record was written yet. */
    boolean isNew() {
        return channel == null;
    }

    /** How many bytes its file has, 0 if there is none. */
    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** The records so far, in order; none if there is no file. Changes nothing in it. */
    List<ByteBuffer> open() throws IOException, DamagedException {
        Files.deleteIfExists(fresh());
        if (Files.notExists(file)) {
            return List.of();
        }
        byte[] bytes = Files.readAllBytes(file);
        JournalText text = JournalText.parse(bytes);
        channel = FileChannel.open(file, StandardOpenOption.WRITE).position(text.length());
        goOnAfter(text);
        isSound = text.length() == bytes.length;
        if (!isSound) {
            LOG.warn("{}: ignoring {} bytes of an incomplete write at its end", file, bytes.length - text.length());
        }
        return text.records();
    }

    /** Whether the next record has to hold all there is: there is no file, or it is in doubt. */
    boolean needsRewrite() {
        if (!isSound && channel != null && !isReplaced) {
            cutOff().ifPresentOrElse(e -> LOG.debug("the end of {} is still in doubt", file, e), () -> isSound = true);
        }
        return !isSound;
    }

    /** Whether it has grown so long that the next record had better hold all there is. */
    boolean isLong() {
        return length > limit;
    }

    /** There is no room for a second copy: it may grow on for a while. */
    void growOn() {
        limit = length + spare;
    }

    /** Adds a record. */
    void append(byte[] record) throws IOException {
        byte[] line = JournalText.line(check, record);
        isSound = false;
        try {
            disk.write(channel, line);
            disk.force(channel);
        } catch (IOException e) {
            cutOff().ifPresentOrElse(e::addSuppressed, () -> isSound = true);
            throw e;
        }
        isSound = true;
        length += line.length;
        check = JournalText.check(check, ByteBuffer.wrap(record));
    }

    /** Returns if the disk takes a few bytes beside the journal. */
    void checkRoom() throws IOException {
        Path fresh = fresh();
        Files.deleteIfExists(fresh);
        try (FileChannel trial = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFiles.file())) {
            disk.write(trial, new byte[TRIAL_BYTES]);
            disk.force(trial);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Puts a record that holds all there is in place of all records so far, or leaves them. */
    void rewrite(byte[] record) throws IOException {
        Path fresh = fresh();
        Files.deleteIfExists(fresh);
        FileChannel next = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), PrivateFiles.file());
        try {
            disk.write(next, JournalText.whole(record));
            disk.force(next);
            isSound = false;
            isReplaced = true;
            disk.replace(file, fresh);
        } catch (IOException e) {
            next.close();
            Files.deleteIfExists(fresh);
            throw e;
        }
        close();
        channel = next;
        disk.forceFolder(file.getParent());
        goOnAfter(JournalText.of(ByteBuffer.wrap(record)));
        isReplaced = false;
        isSound = true;
    }

    /** What becomes the journal once it is whole; one that is there at the start never was. */
    private Path fresh() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    private void goOnAfter(JournalText text) {
        length = text.length();
        check = text.check();
        limit = Math.max(spare, GROWTH * text.wholeLength());
    }

    /**
     * So that a change that was answered as failed is not found after a crash.
     *
     * @return why that could not be done, if so
     */
    private Optional<IOException> cutOff() {
        try {
            channel.truncate(length).force(true);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
