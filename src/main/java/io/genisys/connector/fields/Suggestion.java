package io.genisys.connector.fields;

import java.util.Collection;
import java.util.Comparator;

/** What the user may have meant. */
final class Suggestion {
    private static final int NEAR = 2;

    private Suggestion() {}

    /** The end of a sentence: the one allowed word that is nearly what was written, or all that are allowed. */
    static String of(String written, Collection<String> allowed) {
        if (allowed.size() == 1) {
            return " the only one is " + allowed.iterator().next();
        }
        return allowed.stream()
                .filter(word -> distance(written, word) <= Math.min(NEAR, Math.max(1, written.length() / 2)))
                .min(Comparator.comparingInt(word -> distance(written, word)))
                .map(word -> " did you mean " + word + "?")
                .orElseGet(() -> " allowed are " + String.join(", ", allowed));
    }

    /** How many characters have to be inserted, removed or replaced, after Levenshtein. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > NEAR) {
            return NEAR + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
