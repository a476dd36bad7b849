package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Coordination.Step;
import io.genisys.connector.cluster.Coordination.Znode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Bytes that are too many for one znode, in several ones. They are never changed. */
final class Parts {
    static final String PATH = "/parts";

    /** A znode with all that comes with it stays below 256 KiB: larger ones may stop a whole ensemble. */
    static final int LARGEST = 240 * 1024;

    private final Coordination coordination;

    Parts(Coordination coordination) {
        this.coordination = coordination;
    }

    /**
     * Where they are.
     *
     * @param name the number of an entry, and what makes it unique
     */
    record Place(String name, int parts) {
        private String path() {
            return PATH + "/" + name;
        }

        private String path(int part) {
            return path() + "/" + part;
        }

        /** The entry that they are of, or from which on they may be needed. */
        static long entry(String name) {
            return Long.parseLong(name.substring(0, name.indexOf('-')));
        }
    }

    /**
     * Writes one part after the other. What is there already was written by an earlier attempt; and if it is all being
     * removed, its entry came too late anyway.
     */
    Future<Place> write(String name, Buffer bytes, Patience patience) {
        Place place = new Place(name, Math.max(1, (bytes.length() + LARGEST - 1) / LARGEST));
        Future<Void> written = create(place.path(), Buffer.buffer(), patience);
        for (int i = 0; i < place.parts(); i++) {
            String path = place.path(i);
            Buffer part = bytes.slice(i * LARGEST, Math.min(bytes.length(), (i + 1) * LARGEST));
            written = written.compose(before -> create(path, part, patience));
        }
        return written.map(place);
    }

    private Future<Void> create(String path, Buffer data, Patience patience) {
        Supplier<Future<Void>> creating = () -> coordination.change(List.of(new Step.Create(path, data)));
        return patience.repeat(creating)
                .recover(error -> CoordinationException.isConflict(error)
                        ? Future.succeededFuture()
                        : Future.failedFuture(error));
    }

    /** Empty if not all of them are there. */
    Future<Optional<Buffer>> read(Place place) {
        List<Future<Optional<Znode>>> parts = IntStream.range(0, place.parts())
                .mapToObj(i -> coordination.read(place.path(i)))
                .toList();
        return Future.all(parts).map(done -> joined(parts));
    }

    private static Optional<Buffer> joined(List<Future<Optional<Znode>>> parts) {
        Buffer all = Buffer.buffer();
        for (Future<Optional<Znode>> part : parts) {
            if (part.result().isEmpty()) {
                return Optional.empty();
            }
            all.appendBuffer(part.result().get().data());
        }
        return Optional.of(all);
    }

    /** Removes what belongs to earlier entries, but not that one. */
    Future<Void> trim(long before, Place needed) {
        return coordination
                .children(PATH)
                .compose(names -> Future.join(names.stream()
                        .filter(name -> Place.entry(name) < before && !name.equals(needed.name()))
                        .map(name -> remove(PATH + "/" + name))
                        .toList()))
                .mapEmpty();
    }

    private Future<Void> remove(String path) {
        return coordination
                .children(path)
                .compose(parts -> Future.join(parts.stream()
                        .map(part -> coordination.change(List.of(new Step.Delete(path + "/" + part))))
                        .toList()))
                .compose(removed -> coordination.change(List.of(new Step.Delete(path))));
    }
}
