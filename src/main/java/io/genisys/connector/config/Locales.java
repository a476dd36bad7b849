package io.genisys.connector.config;

import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.InvalidException;
import java.nio.charset.Charset;

/**
 * Under the locale C, which is POSIX, Java knows no path with a character beyond ASCII, neither to open nor by name,
 * and shows those that it is given as question marks.
 */
final class Locales {
    /** In which Java writes paths for the system; set by the JVM from the locale. */
    private static final Charset OF_PATHS = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private Locales() {}

    /** @throws InvalidException for a path that this process can't use */
    static String checked(String path) {
        return checked(path, OF_PATHS);
    }

    /** @param ofPaths in which paths are written */
    static String checked(String path, Charset ofPaths) {
        if (path.indexOf('\uFFFD') >= 0 || !ofPaths.newEncoder().canEncode(path)) {
            throw Parsers.fault("has a character that can't be in a path under this locale, whose encoding is "
                    + ofPaths + "; start the connector with LC_ALL=C.UTF-8");
        }
        return path;
    }
}
