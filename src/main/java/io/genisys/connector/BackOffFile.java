package io.genisys.connector;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.reconcile.BackOffStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file in the data folder. If it can't be read or written, all goes on without it. */
final class BackOffFile implements BackOffStore {
    private static final String NAME = "backoffs.json";
    private static final long MOST_BYTES = 4L << 20;
    private static final Logger LOG = LoggerFactory.getLogger(BackOffFile.class);

    private final Vertx vertx;
    private final Path file;
    private boolean isTold;

    private BackOffFile(Vertx vertx, Path file) {
        this.vertx = vertx;
        this.file = file;
    }

    static BackOffFile in(Vertx vertx, Path data) {
        return new BackOffFile(vertx, data.resolve(NAME));
    }

    @Override
    public Future<List<Kept>> read() {
        return vertx.executeBlocking(this::readNow, false);
    }

    private List<Kept> readNow() {
        try {
            if (Files.exists(file) && (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES)) {
                throw new IOException("it is not a file that the connector wrote");
            }
            return ModelJson.read(Files.readAllBytes(file), Content.class).all();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} can't be read, so services that fail are tried again at once: {}", file, e.toString());
            return List.of();
        }
    }

    @Override
    public Future<?> write(List<Kept> all) {
        return vertx.executeBlocking(() -> writeNow(new Content(all)), false);
    }

    private synchronized Void writeNow(Content content) {
        Path fresh = file.resolveSibling(NAME + ".new");
        try {
            Files.write(fresh, ModelJson.write(content));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            isTold = false;
        } catch (IOException e) {
            if (!isTold) {
                LOG.warn(
                        "{} can't be written: after a restart, services that fail are tried again at once: {}",
                        file,
                        e.toString());
            }
            isTold = true;
        }
        return null;
    }

    private record Content(List<Kept> all) {
        Content {
            all = List.copyOf(Objects.requireNonNull(all));
        }
    }
}
