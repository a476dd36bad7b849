package io.genisys.connector.compose;

import io.genisys.connector.fields.Parsers;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a caller's variables in place in a text, as Compose does it: {@code $NAME}, {@code ${NAME}}, and with
 * {@code :-}, {@code -}, {@code :?}, {@code ?}, {@code :+} or {@code +} and a word, in which variables may stand again.
 * The text stays one of a Compose file: {@code $$} stays as it is, and a dollar sign in a value becomes two.
 */
final class Variables {
    private static final Pattern NAME = Pattern.compile("[_A-Za-z][_A-Za-z0-9]*");
    private static final Pattern OPERATOR = Pattern.compile(":[-?+]|[-?+]");
    private static final String INVALID =
            "has a $ that begins no variable; write ${NAME}, ${NAME:-word}, ${NAME:?word} or ${NAME:+word}, and $$ for a"
                    + " dollar sign";

    private final Map<String, String> values;
    private final Consumer<String> unset;

    /** @param unset is told the name of each variable that has no value and no word in its place: it becomes nothing */
    Variables(Map<String, String> values, Consumer<String> unset) {
        this.values = Map.copyOf(values);
        this.unset = unset;
    }

    /**
     * @throws io.genisys.connector.model.InvalidException if the text has a variable that is not well formed, or must
     *     be set
     */
    String in(String text) {
        return new Scan(text).whole();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** As a Compose file has it. */
    String value(String name) {
        return values.getOrDefault(name, "").replace("$", "$$");
    }

    /** Reads one text from left to right. */
    private final class Scan {
        private final String text;
        private int at;

        Scan(String text) {
            this.text = text;
        }

        String whole() {
            return until(false);
        }

        /** @param isWord whether it ends at a brace, which is left */
        private String until(boolean isWord) {
            StringBuilder all = new StringBuilder();
            while (at < text.length() && !(isWord && text.charAt(at) == '}')) {
                if (text.charAt(at) == '$') {
                    all.append(dollar());
                } else {
                    all.append(text.charAt(at++));
                }
            }
            return all.toString();
        }

        private String dollar() {
            at++;
            if (isNext("$")) {
                return "$$";
            }
            if (isNext("{")) {
                String value = braced(next(NAME), next(OPERATOR, ""));
                if (!isNext("}")) {
                    throw Parsers.fault(INVALID);
                }
                return value;
            }
            return plain(next(NAME));
        }

        private String plain(String name) {
            if (!has(name)) {
                unset.accept(name);
            }
            return value(name);
        }

        private String braced(String name, String operator) {
            if (operator.isEmpty()) {
                return plain(name);
            }
            String word = until(true);
            boolean isGiven = operator.startsWith(":") ? !value(name).isEmpty() : has(name);
            return switch (operator.charAt(operator.length() - 1)) {
                case '-' -> isGiven ? value(name) : word;
                case '+' -> isGiven ? word : "";
                default -> {
                    if (!isGiven) {
                        throw Parsers.fault(
                                "the variable " + name + " has to be set" + (word.isEmpty() ? "" : ": " + word));
                    }
                    yield value(name);
                }
            };
        }

        private boolean isNext(String what) {
            boolean isIt = text.startsWith(what, at);
            at += isIt ? what.length() : 0;
            return isIt;
        }

        private String next(Pattern what) {
            String found = next(what, "");
            if (found.isEmpty()) {
                throw Parsers.fault(INVALID);
            }
            return found;
        }

        private String next(Pattern what, String otherwise) {
            Matcher matcher = what.matcher(text).region(at, text.length());
            if (!matcher.lookingAt()) {
                return otherwise;
            }
            at = matcher.end();
            return matcher.group();
        }
    }
}
