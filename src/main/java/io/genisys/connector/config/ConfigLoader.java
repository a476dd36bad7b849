package io.genisys.connector.config;

import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.yaml.WordsYaml;
import io.vertx.config.yaml.YamlProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** From the configuration file and the environment to a {@link ConnectorConfig}. */
public final class ConfigLoader {
    private final Vertx vertx;
    private final Map<String, String> environment;

    /** @param environment usually {@code System.getenv()} */
    public ConfigLoader(Vertx vertx, Map<String, String> environment) {
        this.vertx = vertx;
        this.environment = Map.copyOf(environment);
    }

    /** A Vert.x of one thread of each kind, for a process in which none runs; to be closed by the caller. */
    public static Vertx small() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    }

    /** Gives a loader to a process in which Vert.x does not run, and waits for what it reads. Blocks. */
    public static <T> T once(Map<String, String> environment, Function<ConfigLoader, Future<T>> reading) {
        Vertx vertx = small();
        try {
            return reading.apply(new ConfigLoader(vertx, environment)).await();
        } finally {
            vertx.close();
        }
    }

    /**
     * Whether the configuration may have that section: no if it is nowhere to be seen, which costs next to nothing.
     * Blocks. Files that cannot be read have nothing.
     */
    public static boolean mayHave(
            Key<?> of, Optional<String> named, Map<String, String> environment, Path workingFolder) {
        String prefix = "GENISYS_" + of.section().toUpperCase(Locale.ROOT) + "_";
        if (environment.keySet().stream().anyMatch(variable -> variable.startsWith(prefix))) {
            return true;
        }
        try {
            return TextFile.read(ConfigFile.find(named, environment, workingFolder), "")
                    .lines()
                    .anyMatch(line -> !line.stripLeading().startsWith("#") && line.contains(of.section()));
        } catch (InvalidException e) {
            return false;
        }
    }

    /**
     * What {@link #load} will find, if it finds no fault; what it needs is at hand then. Blocks.
     *
     * @throws InvalidException if the file that is named is not there
     */
    public static ConnectorConfig preview(Optional<String> named, Map<String, String> environment, Path workingFolder) {
        return LenientConfig.read(ConfigFile.find(named, environment, workingFolder), environment);
    }

    /**
     * Does not block.
     *
     * @param named the configuration file that the command line names; empty: the one that {@code GENISYS_CONFIG}
     *     names, else {@code genisys-connector.yml}, else {@code conf/genisys-connector.yml}
     * @param workingFolder to which these are relative
     * @return fails with an {@link InvalidException} that has every fault
     */
    public Future<ConnectorConfig> load(Optional<String> named, Path workingFolder) {
        return find(named, workingFolder).compose(file -> tree(file).compose(tree -> config(file, tree)));
    }

    /** The file that {@link #load} reads. */
    Future<Path> find(Optional<String> named, Path workingFolder) {
        return vertx.executeBlocking(() -> ConfigFile.find(named, environment, workingFolder), false);
    }

    /** Its sections by name; none if it says nothing at all, which means the defaults. */
    Future<Map<String, Object>> tree(Path file) {
        return vertx.executeBlocking(() -> WordsYaml.quoted(TextFile.read(file, "")), false)
                .compose(text -> new YamlProcessor().process(vertx, new JsonObject(), Buffer.buffer(text)))
                .map(ConfigLoader::sections)
                .recover(refusal -> Future.failedFuture(in(file, refusal)));
    }

    /** @param tree as {@link #tree} reads it */
    Future<ConnectorConfig> config(Path file, Map<String, Object> tree) {
        return vertx.executeBlocking(() -> ConnectorConfig.read(tree, environment, file.getParent()), false);
    }

    private static Map<String, Object> sections(JsonObject read) {
        Map<String, Object> sections = read == null ? Map.of() : plain(read);
        if (sections.containsKey("")) {
            throw noSections();
        }
        return sections;
    }

    private static Map<String, Object> plain(JsonObject object) {
        Map<String, Object> plain = new LinkedHashMap<>();
        object.getMap().forEach((key, value) -> plain.put(key, value instanceof JsonObject map ? plain(map) : value));
        return plain;
    }

    private static InvalidException in(Path file, Throwable refusal) {
        FieldError error = fault(refusal).errors().get(0);
        return new InvalidException(file + (error.field().isEmpty() ? "" : ":" + error.field()), error.message());
    }

    private static InvalidException fault(Throwable refusal) {
        Throwable cause = refusal instanceof DecodeException ? refusal.getCause() : refusal;
        return cause instanceof ClassCastException ? noSections() : WordsYaml.fault(cause);
    }

    private static InvalidException noSections() {
        return Parsers.fault("must have sections, connector: and docker:, at its top level");
    }
}
