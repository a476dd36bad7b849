package io.genisys.connector;

import io.genisys.connector.config.ConfigLoader;
import io.genisys.connector.config.Printout;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.launcher.application.ExitCodes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code --print-config [-conf '{"config":"file.yml"}']}: what the configuration is, one key a line, for scripts that
 * would have to read YAML otherwise. Passwords are left out. Starts nothing.
 */
final class PrintedConfig {
    private static final String OPTION = "--print-config";
    private static final String CONF = "-conf";

    private PrintedConfig() {}

    static boolean isAskedFor(String[] arguments) {
        return Arrays.asList(arguments).contains(OPTION);
    }

    /** @return the exit code: 15 for a faulty configuration, each fault being said on stderr */
    static int print(String[] arguments, Map<String, String> environment) {
        try {
            Optional<String> file = file(Arrays.asList(arguments));
            Printout.of(ConfigLoader.once(environment, loader -> loader.load(file, Path.of(""))))
                    .forEach(System.out::println);
            return 0;
        } catch (InvalidException e) {
            e.errors().stream().map(FieldError::toString).forEach(Main::complain);
            return ExitCodes.VERTX_DEPLOYMENT;
        }
    }

    private static Optional<String> file(List<String> arguments) {
        int at = arguments.indexOf(CONF);
        if (at < 0 || at + 1 == arguments.size()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(new JsonObject(arguments.get(at + 1)).getString("config"));
        } catch (DecodeException | ClassCastException e) {
            throw new InvalidException(CONF, "must be JSON such as {\"config\":\"genisys-connector.yml\"}");
        }
    }
}
