package io.genisys.connector;

import io.genisys.connector.cluster.ClusterNode;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.logging.LoggerFactory;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.ExitCodes;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import io.vertx.launcher.application.impl.VertxApplicationCommand;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the connector is to Vert.x' launcher. */
final class Launcher implements VertxApplicationHooks {
    private final List<String> arguments;
    private final Optional<ClusterNode> node;
    /** The configuration, if it takes no parser of command lines to tell. */
    private final Optional<JsonObject> usual;

    private volatile boolean isStarted;

    /** @param node empty: the connector is alone */
    Launcher(List<String> arguments, Optional<ClusterNode> node) {
        this.arguments = arguments;
        this.node = node;
        this.usual = ConfOption.usual(arguments);
    }

    /** The parser of command lines takes longer to load than Vert.x: for usual arguments it is left out. */
    void start() {
        if (usual.isPresent()) {
            new VertxApplicationCommand(null, this, LoggerFactory.getLogger(VertxApplicationCommand.class)).run();
        } else {
            new VertxApplication(arguments.toArray(String[]::new), this).launch();
        }
    }

    /** Nothing of the connector is looked for as a file: so it needs no folder for temporary ones. */
    @Override
    public void beforeStartingVertx(HookContext context) {
        context.vertxOptions()
                .getFileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false);
        node.ifPresent(joined -> joined.prepare(context.vertxOptions().getEventBusOptions()));
    }

    @Override
    public VertxBuilder createVertxBuilder(VertxOptions options) {
        VertxBuilder builder = Vertx.builder().with(options);
        node.ifPresent(joined -> builder.withClusterManager(joined.manager()));
        return builder;
    }

    @Override
    public Supplier<? extends Deployable> verticleSupplier() {
        return () -> node.map(joined -> new Connector(new InCluster(joined))).orElseGet(Connector::new);
    }

    @Override
    public void afterVertxStopped(HookContext context) {
        node.ifPresent(ClusterNode::close);
    }

    @Override
    public void afterVerticleDeployed(HookContext context) {
        isStarted = true;
    }

    /**
     * A start that is to end ends at once: nothing is under way that {@code kill -9} would harm, and what it fails at
     * while Vert.x is closed is nothing to complain of.
     */
    @Override
    public void beforeStoppingVertx(HookContext context) {
        if (!isStarted && isSignalled("TERM")) {
            Main.endAtOnce(143);
        } else if (!isStarted && isSignalled("INT")) {
            Main.endAtOnce(130);
        }
    }

    /** The JVM handles a signal in a thread that is called after it, and says nothing else of why it ends. */
    private static boolean isSignalled(String signal) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("SIG" + signal + " handler"));
    }

    /** What is no JSON the launcher would pass over. */
    @Override
    public JsonObject afterConfigParsed(JsonObject config) {
        if (usual.isPresent()) {
            return usual.get();
        }
        if (config == null && arguments.stream().anyMatch(argument -> argument.matches("--?conf(=.*)?"))) {
            Main.giveUp(
                    ExitCodes.USAGE,
                    Stream.of(
                            "-conf: must be JSON, or a file with JSON, such as {\"config\":\"genisys-connector.yml\"}"));
        }
        return config;
    }

    /** There is one connector in a process: {@code -instances} says on how many event loops it serves HTTP. */
    @Override
    public void beforeDeployingVerticle(HookContext context) {
        JsonObject config = context.deploymentOptions().getConfig();
        config.put(Connector.HTTP_INSTANCES, context.deploymentOptions().getInstances());
        context.deploymentOptions().setInstances(1);
    }

    @Override
    public void afterFailureToStartVertx(HookContext context, Throwable cause) {
        Main.giveUp(ExitCodes.VERTX_INITIALIZATION, Stream.of("Vert.x cannot start: " + Main.sentence(cause)));
    }

    @Override
    public void afterFailureToDeployVerticle(HookContext context, Throwable cause) {
        Main.giveUp(
                ExitCodes.VERTX_DEPLOYMENT,
                cause instanceof InvalidException invalid
                        ? invalid.errors().stream().map(FieldError::toString)
                        : Stream.of(Main.sentence(cause)));
    }
}
