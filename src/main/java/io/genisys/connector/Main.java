package io.genisys.connector;

import io.genisys.connector.cluster.ClusterNode;
import io.genisys.connector.config.ConnectorConfig;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.ExitCodes;
import io.vertx.launcher.application.HookContext;
import io.vertx.launcher.application.VertxApplication;
import io.vertx.launcher.application.VertxApplicationHooks;
import java.io.IOException;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The Vert.x launcher for the connector: {@code java -jar genisys-connector-docker.jar [-conf '{"config":"file.yml"}']
 * [-instances N]}. With {@code --print-config} it prints its configuration instead.
 *
 * <p>Exit codes: 2 if an option is wrong, 11 if Vert.x can't start, 15 if the connector can't, 143 after SIGTERM and
 * 130 after SIGINT. Whatever keeps it from starting is said on stderr, one line a fault.
 */
public final class Main extends VertxApplication implements VertxApplicationHooks {
    private final List<String> arguments;
    private static final Set<String> CLUSTER = Set.of("-c", "-cluster", "--cluster");

    private volatile boolean isStarted;

    private final Optional<ClusterNode> node;

    private Main(List<String> arguments, Optional<ClusterNode> node) {
        super(arguments.toArray(new String[0]));
        this.arguments = arguments;
        this.node = node;
    }

    public static void main(String[] args) {
        if (isWhereJavaFindsNothing(Main.class.getProtectionDomain().getCodeSource())) {
            giveUp(
                    ExitCodes.VERTX_DEPLOYMENT,
                    Stream.of(
                            "the jar is in a folder whose name ends in '!', where Java finds nothing in it; move it"));
        }
        if (PrintedConfig.isAskedFor(args)) {
            System.exit(PrintedConfig.print(args, System.getenv()));
        }
        if (PrintedCompose.isAskedFor(args)) {
            System.exit(PrintedCompose.print(args[1], System.getenv()));
        }
        Optional<ClusterNode> node = joined(args);
        new Main(launched(List.of(args), node.isPresent()), node).launch();
    }

    /** Empty if it is to be alone. A configuration that is faulty without a cluster is found so by the connector. */
    private static Optional<ClusterNode> joined(String[] args) {
        try {
            Optional<ConnectorConfig> config = Joining.configured(ConfOption.file(args), System.getenv());
            return config.isPresent() ? Optional.of(Joining.join(config.get())) : Optional.empty();
        } catch (InvalidException e) {
            giveUp(ExitCodes.VERTX_DEPLOYMENT, e.errors().stream().map(FieldError::toString));
        } catch (InterruptedException e) {
            endAtOnce(130);
        } catch (IOException | RuntimeException e) {
            giveUp(ExitCodes.VERTX_DEPLOYMENT, Stream.of(sentence(e)));
        }
        return Optional.empty();
    }

    private static List<String> launched(List<String> args, boolean isNode) {
        boolean isClustered = args.stream().anyMatch(CLUSTER::contains);
        if (isClustered && !isNode) {
            giveUp(
                    ExitCodes.USAGE,
                    Stream.of("-cluster: the configuration has no section cluster; add it, or leave -cluster out"));
        }
        return isNode && !isClustered
                ? Stream.concat(args.stream(), Stream.of("-cluster")).toList()
                : args;
    }

    /** In its own URLs !/ is the end of the jar's path. */
    private static boolean isWhereJavaFindsNothing(CodeSource code) {
        return code != null && code.getLocation().getPath().contains("!/");
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
        return node.<Supplier<Deployable>>map(joined -> () -> new Connector(new InCluster(joined)))
                .orElse(null);
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
            endAtOnce(143);
        } else if (!isStarted && isSignalled("INT")) {
            endAtOnce(130);
        }
    }

    /** The JVM handles a signal in a thread that is called after it, and says nothing else of why it ends. */
    private static boolean isSignalled(String signal) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("SIG" + signal + " handler"));
    }

    private static void endAtOnce(int exitCode) {
        complain("ended before it had started");
        Runtime.getRuntime().halt(exitCode);
    }

    /** What is no JSON the launcher would pass over. */
    @Override
    public JsonObject afterConfigParsed(JsonObject config) {
        if (config == null && arguments.stream().anyMatch(argument -> argument.matches("--?conf(=.*)?"))) {
            giveUp(
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
        giveUp(ExitCodes.VERTX_INITIALIZATION, Stream.of("Vert.x cannot start: " + sentence(cause)));
    }

    @Override
    public void afterFailureToDeployVerticle(HookContext context, Throwable cause) {
        giveUp(
                ExitCodes.VERTX_DEPLOYMENT,
                cause instanceof InvalidException invalid
                        ? invalid.errors().stream().map(FieldError::toString)
                        : Stream.of(sentence(cause)));
    }

    private static String sentence(Throwable cause) {
        return cause == null ? "no answer in time" : StartFaults.sentence(cause);
    }

    static void complain(String fault) {
        System.err.println("genisys-connector: " + fault);
    }

    /** Ends before the launcher prints a stack trace. */
    private static void giveUp(int exitCode, Stream<String> faults) {
        faults.forEach(Main::complain);
        System.exit(exitCode);
    }
}
