package io.genisys.connector.compose;

import io.genisys.connector.model.InvalidException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code .env} beside a Compose file, a variable a line. Within double quotes and without quotes, other
 * variables are put in place; what follows a blank and {@code #} without quotes is a comment.
 */
public final class DotEnv {
    private static final Pattern LINE = Pattern.compile(
            "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*[=:]\\s*(?:'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|(.*?))\\s*(?:(?<=[\\s'\"=:])#.*)?");
    private static final Pattern EMPTY = Pattern.compile("\\s*(?:#.*)?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

    private DotEnv() {}

    /**
     * @param environment goes before the file
     * @return both
     * @throws InvalidException whose field is the number of a line that is not a variable
     */
    public static Map<String, String> with(Map<String, String> environment, String text) {
        Map<String, String> all = new LinkedHashMap<>();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher line = LINE.matcher(lines[i]);
            if (line.matches()) {
                all.put(line.group(1), value(line, known(all, environment)));
            } else if (!EMPTY.matcher(lines[i]).matches()) {
                throw new InvalidException(".env:" + (i + 1), "must be a variable such as NAME=value");
            }
        }
        return known(all, environment);
    }

    private static Map<String, String> known(Map<String, String> file, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(file);
        all.putAll(environment);
        return all;
    }

    private static String value(Matcher line, Map<String, String> known) {
        if (line.group(2) != null) {
            return line.group(2);
        }
        String text = line.group(3) == null ? line.group(4) : unescaped(line.group(3));
        return new Variables(known, name -> {}).in(text).replace("$$", "$");
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> switch (escape.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "$" -> Matcher.quoteReplacement("$$");
            default -> Matcher.quoteReplacement(escape.group(1));
        });
    }
}
