package io.genisys.connector;

import io.genisys.connector.config.ConfigLoader;
import java.nio.file.Path;
import java.util.Map;

/**
 * Has the configuration's classes at hand before it is read, by reading it on a thread beside the one that makes
 * Vert.x: a second processor has nothing else to do then. Nothing waits for it, and without it all is the same, but
 * later. More than what the first answer needs would only be in its way.
 */
final class Ahead {
    private Ahead() {}

    static void begin(String[] arguments, Map<String, String> environment) {
        Thread thread = new Thread(() -> read(arguments, environment), "ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(String[] arguments, Map<String, String> environment) {
        try {
            ConfigLoader.preview(ConfOption.file(arguments), environment, Path.of(""));
        } catch (RuntimeException e) {
            // it is said when the configuration is loaded
        }
    }
}
