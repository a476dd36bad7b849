package io.genisys.connector.docker.engine;

import static io.genisys.connector.docker.engine.Parts.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the engine says of a container's state, in the first of its words that is known. Where none is, it is
 * empty, and that is not "does not run": what we do not know is not zero.
 */
final class States {
    private static final Pattern EXITED = Pattern.compile("Exited \\((\\d{1,9})\\)");
    private static final Pattern HEALTH = Pattern.compile("\\((?:health: )?(starting|healthy|unhealthy)\\)$");

    private States() {}

    /** Of an entry of a list, by its word or by the sentence beside it. */
    static Optional<ContainerState> listed(JsonNode entry) {
        return state(text(entry.path("State"))).or(() -> stateInStatus(text(entry.path("Status"))));
    }

    /** Of an inspection, by its word or by what is true of it. */
    static Optional<ContainerState> inspected(JsonNode state) {
        return state(text(state.path("Status"))).or(() -> state(text(state))).or(() -> whatIsTrue(state));
    }

    private static Optional<ContainerState> whatIsTrue(JsonNode state) {
        if (state.path("Paused").asBoolean()) {
            return Optional.of(ContainerState.PAUSED);
        }
        if (state.path("Restarting").asBoolean()) {
            return Optional.of(ContainerState.RESTARTING);
        }
        if (!state.path("Running").isBoolean()) {
            return Optional.empty();
        }
        return Optional.of(
                state.path("Running").asBoolean()
                        ? ContainerState.RUNNING
                        : neverStarted(state) ? ContainerState.CREATED : ContainerState.EXITED);
    }

    private static boolean neverStarted(JsonNode state) {
        return text(state.path("StartedAt")).startsWith("0001-");
    }

    /** Podman has more words than Docker. Empty for a word that is not known. */
    static Optional<ContainerState> state(String word) {
        return Optional.ofNullable(
                switch (word) {
                    case "created", "configured", "initialized" -> ContainerState.CREATED;
                    case "running", "stopping" -> ContainerState.RUNNING;
                    case "paused" -> ContainerState.PAUSED;
                    case "restarting" -> ContainerState.RESTARTING;
                    case "removing" -> ContainerState.REMOVING;
                    case "exited", "stopped" -> ContainerState.EXITED;
                    case "dead" -> ContainerState.DEAD;
                    default -> null;
                });
    }

    /** @param status such as {@code Up 5 minutes (Paused)} */
    private static Optional<ContainerState> stateInStatus(String status) {
        String word = status.replaceFirst(" .*", "").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "up" -> Optional.of(status.endsWith("(Paused)") ? ContainerState.PAUSED : ContainerState.RUNNING);
            case "removal" -> Optional.of(ContainerState.REMOVING);
            default -> state(word);
        };
    }

    /** @param status such as {@code Up 5 minutes (healthy)} */
    static Health healthInStatus(String status) {
        // hardly any ends so, and each container of each list comes here
        if (!status.endsWith(")")) {
            return Health.NONE;
        }
        Matcher m = HEALTH.matcher(status);
        return m.find() ? health(m.group(1)) : Health.NONE;
    }

    static Health health(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "starting" -> Health.STARTING;
            case "healthy" -> Health.HEALTHY;
            case "unhealthy" -> Health.UNHEALTHY;
            default -> Health.NONE;
        };
    }

    /** @param status such as {@code Exited (137) 2 hours ago} */
    static OptionalInt exitCodeInStatus(String status) {
        Matcher m = EXITED.matcher(status);
        return m.lookingAt() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
    }
}
