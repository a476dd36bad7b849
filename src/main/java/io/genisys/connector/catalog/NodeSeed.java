package io.genisys.connector.catalog;

import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Authorship;
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

/**
 * Brings the definitions of the service file of one node into the catalog of its cluster. Each node remembers what its
 * own file gave last:
 *
 * <ol>
 *   <li>A service that its file gives otherwise than at the last start becomes what the file says, once.
 *   <li>A service that its file gave just like that before is left as it is.
 *   <li>A node that has nothing to remember overrides nothing: it gives what no node has given yet.
 * </ol>
 */
public final class NodeSeed {
    private static final String FILE = "catalog.seeds";

    private NodeSeed() {}

    /** @param folder of this node */
    public static Future<List<PutResult>> plant(
            Vertx vertx, Path folder, Catalog catalog, List<ServiceDefinition> file, Authorship author) {
        Map<ServiceName, String> now = new TreeMap<>();
        file.forEach(definition -> now.put(definition.name(), Seed.fingerprint(definition)));
        return vertx.executeBlocking(() -> read(folder), false).compose(before -> plant(catalog, file, before, author)
                .compose(changes ->
                        vertx.executeBlocking(() -> write(folder, now), false).map(changes)));
    }

    private record Seeds(Map<ServiceName, String> seeds) {}

    private static Future<List<PutResult>> plant(
            Catalog catalog, List<ServiceDefinition> file, Optional<Seeds> before, Authorship author) {
        List<Future<Optional<PutResult>>> seeds = file.stream()
                .filter(definition -> !Objects.equals(
                        before.map(last -> last.seeds().get(definition.name())).orElse(null),
                        Seed.fingerprint(definition)))
                .map(definition -> before.isEmpty()
                        ? catalog.seedFirst(definition, Seed.fingerprint(definition), author)
                        : catalog.seed(definition, Seed.fingerprint(definition), author))
                .toList();
        return Future.join(seeds).map(done -> Seed.changes(seeds));
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
