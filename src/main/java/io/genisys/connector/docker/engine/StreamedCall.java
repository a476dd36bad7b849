package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One call whose answer is a stream, read to its end within a time. Its connection ends with it. */
final class StreamedCall implements AutoCloseable {
    private final DockerClient client;
    private final Faults faults;

    StreamedCall(DockerClient client, Faults faults) {
        this.client = client;
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    /**
     * @param start hands the callback to a command
     * @param each called on another thread for each item, before this returns
     */
    <T> void readAll(
            String what,
            Duration time,
            RefusalKinds kinds,
            BiConsumer<DockerClient, ResultCallback<T>> start,
            Consumer<T> each) {
        Reading<T> reading = new Reading<>(each);
        start.accept(client, reading);
        if (!reading.ended(time)) {
            throw faults.timeout(what, time, null);
        }
        if (reading.error != null) {
            throw faults.of(what, time, kinds, reading.error);
        }
    }

    @Override
    public void close() {
        Connections.close(client);
    }

    /** Unlike docker-java's own callbacks it logs nothing, and it keeps the first error. */
    private static final class Reading<T> implements ResultCallback<T> {
        private final CountDownLatch end = new CountDownLatch(1);
        private final Consumer<T> each;
        private volatile Throwable error;

        Reading(Consumer<T> each) {
            this.each = each;
        }

        boolean ended(Duration time) {
            try {
                return end.await(time.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void onStart(Closeable stream) {
            // it ends with its client
        }

        @Override
        public void onNext(T item) {
            each.accept(NullAnswer.refuse(item));
        }

        @Override
        public void onError(Throwable e) {
            if (error == null) {
                error = e;
            }
            end.countDown();
        }

        @Override
        public void onComplete() {
            end.countDown();
        }

        @Override
        public void close() {
            end.countDown();
        }
    }
}
