package io.genisys.connector;

import io.genisys.connector.compose.DotEnv;
import io.genisys.connector.compose.Interpolation;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code --print-compose FILE}: the Compose file as JSON, with the variables of the environment, and of {@code .env}
 * beside the file, in place. For scripts/compose. Starts nothing.
 */
final class PrintedCompose {
    private static final String OPTION = "--print-compose";
    private static final int INVALID = 2;

    private PrintedCompose() {}

    static boolean isAskedFor(String[] arguments) {
        return arguments.length == 2 && arguments[0].equals(OPTION);
    }

    /** @return the exit code: 2 for a file that cannot be read, each fault being said on stderr */
    static int print(String file, Map<String, String> environment) {
        Path path = Path.of(file);
        Set<String> unset = new TreeSet<>();
        try {
            Map<String, Object> document =
                    new Interpolation(values(path, environment), unset::add).of(Files.readString(path));
            unset.forEach(name -> Main.complain("the variable " + name + " is not set; it becomes nothing"));
            System.out.writeBytes(ModelJson.write(document));
            return 0;
        } catch (InvalidException e) {
            e.errors().stream()
                    .map(FieldError::toString)
                    .forEach(fault -> Main.complain(path.getFileName() + ": " + fault));
        } catch (IOException e) {
            Main.complain(path + " cannot be read as text");
        }
        return INVALID;
    }

    private static Map<String, String> values(Path file, Map<String, String> environment) throws IOException {
        Path beside = file.resolveSibling(".env");
        return Files.isRegularFile(beside) ? DotEnv.with(environment, Files.readString(beside)) : environment;
    }
}
