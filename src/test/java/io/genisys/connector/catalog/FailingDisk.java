package io.genisys.connector.catalog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that is full at some steps, counted from 1; a write gets half way then. */
final class FailingDisk implements Disk {
    private final AtomicInteger steps = new AtomicInteger();
    private final int first;
    private volatile int last;

    FailingDisk(int step) {
        this(step, step);
    }

    FailingDisk(int first, int last) {
        this.first = first;
        this.last = last;
    }

    void heal() {
        last = 0;
    }

    int steps() {
        return steps.get();
    }

    @Override
    public void write(FileChannel file, byte[] bytes) throws IOException {
        try {
            step();
        } catch (IOException full) {
            Disk.super.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            throw full;
        }
        Disk.super.write(file, bytes);
    }

    @Override
    public void force(FileChannel file) throws IOException {
        step();
        Disk.super.force(file);
    }

    @Override
    public void replace(Path target, Path with) throws IOException {
        step();
        Disk.super.replace(target, with);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        step();
        Disk.super.forceFolder(folder);
    }

    private void step() throws IOException {
        int step = steps.incrementAndGet();
        if (step >= first && step <= last) {
            throw new IOException("No space left on device");
        }
    }
}
