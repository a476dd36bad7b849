package io.genisys.connector.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The steps of writing that a disk can fail at. */
interface Disk {
    Disk REAL = new Disk() {};

    default void write(FileChannel file, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    /** Returns once what was written would outlive a power cut. */
    default void force(FileChannel file) throws IOException {
        file.force(true);
    }

    /** Puts a file in another one's place: a reader sees the one or the other, whole. */
    default void replace(Path target, Path with) throws IOException {
        Files.move(with, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns once the folder's list of files would outlive a power cut. */
    default void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
