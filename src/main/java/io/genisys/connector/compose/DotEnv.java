package io.genisys.connector.compose;

import io.genisys.connector.model.InvalidException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code .env} beside a Compose file, a variable a line. Within double quotes and without quotes, other
 * variables are put in place; what follows a blank and {@code #} without quotes is a comment. What is in quotes may
 * have several lines. A name alone says nothing.
 */
public final class DotEnv {
    private static final String NAME = "\\h*(?:export\\h+)?([A-Za-z_][A-Za-z0-9_.-]*)\\h*";
    private static final String END = "\\h*(?:(?<=[\\s'\"=:])#.*)?(?:\\R|$)";
    private static final Pattern VARIABLE =
            Pattern.compile(NAME + "[=:]\\h*(?:'([^']*)'|\"((?s:[^\"\\\\]++|\\\\.)*+)\"|(?!['\"])(.*?))" + END);
    private static final Pattern NOTHING = Pattern.compile("(?:" + NAME + ")?\\h*(?:#.*)?(?:\\R|$)");
    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Pattern ESCAPE = Pattern.compile("(?s)\\\\(.)");

    private DotEnv() {}

    /**
     * @param environment goes before the file
     * @return both
     * @throws InvalidException whose field is the number of a line that is not a variable
     */
    public static Map<String, String> with(Map<String, String> environment, String text) {
        Map<String, String> all = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            Matcher variable = VARIABLE.matcher(text).region(at, text.length()).useTransparentBounds(true);
            Matcher nothing = NOTHING.matcher(text).region(at, text.length());
            if (variable.lookingAt()) {
                all.put(variable.group(1), value(variable, known(all, environment)));
                at = variable.end();
            } else if (nothing.lookingAt()) {
                at = nothing.end();
            } else {
                long line = LINE_END.matcher(text.substring(0, at)).results().count() + 1;
                throw new InvalidException(".env:" + line, "must be a variable such as NAME=value");
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
