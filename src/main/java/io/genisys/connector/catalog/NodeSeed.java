package io.genisys.connector.catalog;

import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the definitions of the service file of one node into the catalog of its cluster. Each node remembers what its
 * own file gave last:
 *
 * <ol>
 *   <li>A service that its file gives otherwise than at the last start becomes what the file says, once.
 *   <li>A service that its file gave just like that before is left as it is.
 *   <li>A node that has nothing to remember overrides nothing: it gives what no node has given yet.
 *   <li>What another node cannot read, as it was not updated yet, is given at the next start.
 * </ol>
 */
public final class NodeSeed {
    private static final Logger LOG = LoggerFactory.getLogger(NodeSeed.class);
    private static final String FILE = "catalog.seeds";

    private NodeSeed() {}

    /** @param folder of this node */
    public static Future<List<PutResult>> plant(
            Vertx vertx, Path folder, Catalog catalog, List<ServiceDefinition> file, Authorship author) {
        Map<ServiceName, String> now = new TreeMap<>();
        file.forEach(definition -> now.put(definition.name(), Seed.fingerprint(definition)));
        return vertx.executeBlocking(() -> read(folder), false)
                .compose(before -> plant(catalog, file, before, now, author)
                        .compose(changes -> vertx.executeBlocking(() -> write(folder, now), false)
                                .map(changes)));
    }

    private record Seeds(Map<ServiceName, String> seeds) {}

    private static Future<List<PutResult>> plant(
            Catalog catalog,
            List<ServiceDefinition> file,
            Optional<Seeds> before,
            Map<ServiceName, String> now,
            Authorship author) {
        List<Future<Optional<PutResult>>> seeds = file.stream()
                .filter(definition -> !Objects.equals(
                        before.map(last -> last.seeds().get(definition.name())).orElse(null),
                        Seed.fingerprint(definition)))
                .map(definition -> seed(catalog, definition, before.isEmpty(), author)
                        .recover(error -> refused(error, before, definition.name(), now)))
                .toList();
        return Future.join(seeds).map(done -> Seed.changes(seeds));
    }

    private static Future<Optional<PutResult>> seed(
            Catalog catalog, ServiceDefinition definition, boolean isFirst, Authorship author) {
        String print = Seed.fingerprint(definition);
        return isFirst ? catalog.seedFirst(definition, print, author) : catalog.seed(definition, print, author);
    }

    /** What is remembered of it stays what it was. */
    private static Future<Optional<PutResult>> refused(
            Throwable error, Optional<Seeds> before, ServiceName service, Map<ServiceName, String> now) {
        if (!(error instanceof FailureException refusal) || refusal.failure().kind() != FailureKind.CONFLICT) {
            return Future.failedFuture(error);
        }
        LOG.warn("The service file: {}; it is read again at the next start", error.getMessage());
        before.map(last -> last.seeds().get(service))
                .ifPresentOrElse(print -> now.put(service, print), () -> now.remove(service));
        return Future.succeededFuture(Optional.empty());
    }

    private static Optional<Seeds> read(Path folder) throws IOException {
        Path kept = folder.resolve(FILE);
        return Files.exists(kept)
                ? Optional.of(ModelJson.read(Files.readAllBytes(kept), Seeds.class))
                : Optional.empty();
    }

    private static Void write(Path folder, Map<ServiceName, String> now) throws IOException {
        Path fresh = folder.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PrivateFiles.file());
        Files.write(fresh, ModelJson.write(new Seeds(now)));
        Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        return null;
    }
}
