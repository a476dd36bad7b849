package io.genisys.connector.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder on a disk of its own, of 16 MB in memory, that can be filled. Needs root. */
public final class SmallDisk implements AutoCloseable {
    private static final byte[] BLOCK = new byte[4096];

    private final Path folder;
    private final Thread atExit = new Thread(this::clear);

    private SmallDisk(Path folder) {
        this.folder = folder;
        Shell.run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder.toString());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public static SmallDisk mount() {
        try {
            return new SmallDisk(Files.createTempDirectory(Files.createDirectories(DaemonPlace.base()), "gct-disk"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** To the last block. */
    public void fill() {
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (IOException full) {
            // as was wished
        }
    }

    public void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private void clear() {
        Shell.attempt("umount", "-l", folder.toString());
        Shell.attempt("rmdir", folder.toString());
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        clear();
    }
}
