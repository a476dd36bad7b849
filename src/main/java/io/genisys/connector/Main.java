package io.genisys.connector;

import io.genisys.connector.cluster.ClusterNode;
import io.genisys.connector.config.ConnectorConfig;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.vertx.launcher.application.ExitCodes;
import java.io.IOException;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Starts the connector by Vert.x' launcher: {@code java -jar genisys-connector-docker.jar [-conf
 * '{"config":"file.yml"}'] [-instances N]}. With {@code --print-config} it prints its configuration instead.
 *
 * <p>Exit codes: 2 if an option is wrong, 11 if Vert.x can't start, 15 if the connector can't, 143 after SIGTERM and
 * 130 after SIGINT. Whatever keeps it from starting is said on stderr, one line a fault.
 */
public final class Main {
    private static final Set<String> CLUSTER = Set.of("-c", "-cluster", "--cluster");

    private Main() {}

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
        Ahead.begin(args, System.getenv());
        Optional<ClusterNode> node = joined(args);
        new Launcher(launched(List.of(args), node.isPresent()), node).start();
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

    static void endAtOnce(int exitCode) {
        complain("ended before it had started");
        Runtime.getRuntime().halt(exitCode);
    }

    static String sentence(Throwable cause) {
        return cause == null ? "no answer in time" : StartFaults.sentence(cause);
    }

    static void complain(String fault) {
        System.err.println("genisys-connector: " + fault);
    }

    /** Ends before the launcher prints a stack trace. */
    static void giveUp(int exitCode, Stream<String> faults) {
        faults.forEach(Main::complain);
        System.exit(exitCode);
    }
}
