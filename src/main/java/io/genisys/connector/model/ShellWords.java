package io.genisys.connector.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text as a POSIX shell splits words (XCU 2.2 Quoting and 2.6.5), without expansions, operators and comments:
 * what Python's {@code shlex.split} does, but for a backslash at the end of a line, which joins it with the next.
 */
final class ShellWords {
    private static final String BLANK = " \t\r\n";
    private static final String ESCAPED_IN_DOUBLE_QUOTES = "$`\"\\\n";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String text) {
        this.text = text;
    }

    /** @throws InvalidException if a quotation is not closed or the text ends in a backslash */
    static List<String> split(String text) {
        return new ShellWords(text).split();
    }

    private List<String> split() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (BLANK.indexOf(c) >= 0) {
                endWord();
            } else if (!isLineContinuation(c)) {
                inWord = true;
                part(c);
            }
        }
        endWord();
        return words;
    }

    private void part(char c) {
        switch (c) {
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '\\' -> word.append(next("\\"));
            default -> word.append(c);
        }
    }

    private void singleQuoted() {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw unclosed("'");
        }
        word.append(text, at, end);
        at = end + 1;
    }

    private void doubleQuoted() {
        for (char c = next("\""); c != '"'; c = next("\"")) {
            if (c != '\\') {
                word.append(c);
            } else {
                escapedInDoubleQuotes(next("\""));
            }
        }
    }

    private void escapedInDoubleQuotes(char c) {
        if (ESCAPED_IN_DOUBLE_QUOTES.indexOf(c) < 0) {
            word.append('\\');
        }
        if (c != '\n') {
            word.append(c);
        }
    }

    /** A backslash before a line end is nothing at all: it neither begins a word nor ends one. */
    private boolean isLineContinuation(char c) {
        boolean isOne = c == '\\' && at < text.length() && text.charAt(at) == '\n';
        if (isOne) {
            at++;
        }
        return isOne;
    }

    private char next(String open) {
        if (at == text.length()) {
            throw unclosed(open);
        }
        return text.charAt(at++);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private static InvalidException unclosed(String open) {
        return new InvalidException("command", "has a " + open + " that nothing follows or closes");
    }
}
