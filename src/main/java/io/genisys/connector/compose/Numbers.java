package io.genisys.connector.compose;

import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Parsers;
import java.util.Optional;
import java.util.regex.Pattern;

/** How many containers a file asks for, as a number or its digits. */
final class Numbers {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private Numbers() {}

    /** @param most that are allowed */
    static Parser<Integer> upTo(int most) {
        String allowed = "must be a whole number from 0 to " + most;
        return Parsers.scalar(allowed, text -> Optional.of(text)
                .filter(digits -> DIGITS.matcher(digits).matches())
                .map(Integer::valueOf)
                .filter(number -> number <= most));
    }
}
