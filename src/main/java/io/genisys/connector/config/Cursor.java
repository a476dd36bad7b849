package io.genisys.connector.config;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A text and how far it was read. Its lines end with {@code \n} alone. */
final class Cursor {
    /** What is read at the end of the text: no character of any file that is read here. */
    static final char END = '\uFFFF';

    private final String text;
    private final int[] lineStarts;
    private int at;

    /** @param text whose lines may end with {@code \n}, {@code \r\n} or {@code \r} */
    Cursor(String text) {
        this.text = text.replace("\r\n", "\n").replace('\r', '\n');
        this.lineStarts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, this.text.length())
                                .filter(i -> this.text.charAt(i) == '\n')
                                .map(i -> i + 1))
                .toArray();
    }

    int at() {
        return at;
    }

    void moveTo(int offset) {
        at = offset;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    boolean accept(char c) {
        boolean accepted = !atEnd() && peek() == c;
        if (accepted) {
            at++;
        }
        return accepted;
    }

    boolean accept(String s) {
        boolean accepted = text.startsWith(s, at);
        if (accepted) {
            at += s.length();
        }
        return accepted;
    }

    char next() {
        char c = peek();
        at = Math.min(at + 1, text.length());
        return c;
    }

    /** What was read since an offset. */
    String since(int offset) {
        return text.substring(offset, at);
    }

    /** Blanks, comments, and line ends if asked for; a line that ends in a backslash goes on. */
    void skip(boolean lineEndsToo) {
        while (true) {
            char c = peek();
            if (c == '#') {
                toLineEnd();
            } else if (c == ' ' || c == '\t' || c == '\f' || (c == '\n' && lineEndsToo)) {
                at++;
            } else if (!accept("\\\n")) {
                return;
            }
        }
    }

    void toLineEnd() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    boolean isAtLineStart() {
        return at == 0 || text.charAt(at - 1) == '\n';
    }

    Position position(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, offset - lineStarts[line] + 1);
    }
}
