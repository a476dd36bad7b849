package io.genisys.connector.docker.engine;

import io.genisys.connector.model.ContainerState;
import io.genisys.connector.model.Health;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the engine's words for a container's state. */
final class States {
    private static final Pattern EXITED = Pattern.compile("^Exited \\((\\d{1,9})\\)");
    private static final Pattern HEALTH = Pattern.compile("\\((?:health: )?(starting|healthy|unhealthy)\\)$");

    private States() {}

    /** Podman has more words than Docker. A word that nobody knows is of a container that does not run. */
    static ContainerState state(String word) {
        return switch (word) {
            case "created", "configured", "initialized" -> ContainerState.CREATED;
            case "running", "stopping" -> ContainerState.RUNNING;
            case "paused" -> ContainerState.PAUSED;
            case "restarting" -> ContainerState.RESTARTING;
            case "removing" -> ContainerState.REMOVING;
            case "exited", "stopped" -> ContainerState.EXITED;
            default -> ContainerState.DEAD;
        };
    }

    /** @param status such as {@code Up 5 minutes (healthy)} */
    static Health healthInStatus(String status) {
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
        return m.find() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
    }
}
