package io.genisys.connector.model;

import java.util.List;
import java.util.Optional;

/**
 * A container's command.
 *
 * @param words its words, at least one, in order
 * @param text how it was written, when that was one string
 */
public record Command(List<String> words, Optional<String> text) {
    public static final String ALLOWED = "must be a string, split as a shell splits words, or a list of strings";

    /** @throws InvalidException if there is no word */
    public Command {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new InvalidException("command", "must have at least one word");
        }
    }

    public static Command of(List<String> words) {
        return new Command(words, Optional.empty());
    }

    /** @throws InvalidException if a quotation is not closed, or there is no word */
    public static Command parse(String text) {
        return new Command(ShellWords.split(text), Optional.of(text));
    }
}
