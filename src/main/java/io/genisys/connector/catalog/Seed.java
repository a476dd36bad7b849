package io.genisys.connector.catalog;

import io.genisys.connector.catalog.Catalog.PutResult;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.Sha256;
import io.vertx.core.Future;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Brings the definitions of the service file into the catalog. What the API made of a service since then stands until
 * the file says something else about it:
 *
 * <ol>
 *   <li>A service that the file never gave before, or gave otherwise, becomes what the file says; its number stays.
 *   <li>A service that the file gave just like that before is left as it is, also where it was removed since.
 *   <li>A service that is no longer in the file is left as it is; once it was removed too, the file may give it again.
 * </ol>
 */
public final class Seed {
    private Seed() {}

    /** What was changed by it, in the file's order. Where some of it fails, the rest is done all the same. */
    public static Future<List<PutResult>> plant(Catalog catalog, List<ServiceDefinition> file, Authorship author) {
        List<Future<Optional<PutResult>>> seeds = file.stream()
                .map(definition -> catalog.seed(definition, fingerprint(definition), author))
                .toList();
        return Future.join(seeds).compose(done -> forgetOthers(catalog, file)).map(done -> changes(seeds));
    }

    static List<PutResult> changes(List<Future<Optional<PutResult>>> seeds) {
        return seeds.stream()
                .flatMap(seed -> seed.result().stream())
                .filter(change -> change.kind() != PutResult.Kind.UNCHANGED)
                .toList();
    }

    /** A file that names none may be one that is not there today. */
    private static Future<Void> forgetOthers(Catalog catalog, List<ServiceDefinition> file) {
        return file.isEmpty()
                ? Future.succeededFuture()
                : catalog.forgetSeeds(file.stream().map(ServiceDefinition::name).collect(Collectors.toSet()));
    }

    /** The same in every release for as long as the file says the same, the order of environment variables aside. */
    static String fingerprint(ServiceDefinition definition) {
        Map<String, Object> fields = new TreeMap<>(DefinitionForm.write(definition));
        fields.put(
                "environment", new TreeMap<>(definition.program().environment().orElse(Map.of())));
        return HexFormat.of().formatHex(Sha256.of(ModelJson.write(fields)));
    }
}
