package io.genisys.connector.config;

import java.util.Locale;
import java.util.Set;

/** Reads one string literal of Python. */
final class PythonString {
    private static final String SIMPLE = "\\'\"abfnrtv";
    private static final String MEANT = "\\'\"\u0007\b\f\n\r\t\u000B";
    private static final Set<String> PREFIXES = Set.of("", "r", "u");
    private static final Set<String> OTHER_PREFIXES = Set.of("b", "f", "br", "rb", "fr", "rf", "t", "tr", "rt");

    private final Cursor cursor;
    private final int start;
    private final StringBuilder value = new StringBuilder();
    private boolean raw;
    private boolean triple;

    private PythonString(Cursor cursor) {
        this.cursor = cursor;
        this.start = cursor.at();
    }

    /** Whether a string literal begins here. Does not move. */
    static boolean isHere(Cursor cursor) {
        String prefix = prefix(cursor);
        return isQuote(cursor.peek(prefix.length())) && (PREFIXES.contains(prefix) || OTHER_PREFIXES.contains(prefix));
    }

    /** @throws PythonFault if it is a kind of string that is not allowed, or is not well-formed */
    static String read(Cursor cursor) {
        return new PythonString(cursor).read();
    }

    private static String prefix(Cursor cursor) {
        StringBuilder prefix = new StringBuilder();
        while (prefix.length() < 2 && Character.isLetter(cursor.peek(prefix.length()))) {
            prefix.append(cursor.peek(prefix.length()));
        }
        return prefix.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"';
    }

    private String read() {
        String prefix = prefix(cursor);
        if (!PREFIXES.contains(prefix)) {
            throw new PythonFault(start, "strings with the prefix " + prefix + " are not allowed, only r and u");
        }
        cursor.moveTo(start + prefix.length());
        raw = prefix.equals("r");
        String quote = Character.toString(cursor.next());
        triple = cursor.accept(quote.repeat(2));
        String close = triple ? quote.repeat(3) : quote;
        while (!cursor.accept(close)) {
            part();
        }
        return value.toString();
    }

    private void part() {
        int place = cursor.at();
        boolean isAtEnd = cursor.atEnd() || (!triple && cursor.peek() == '\n');
        if (isAtEnd) {
            throw new PythonFault(start, "this string is never closed" + (triple ? "" : " on its line"));
        }
        char c = cursor.next();
        if (c != '\\') {
            value.append(c);
        } else if (raw) {
            value.append(c);
            value.append(afterBackslash());
        } else {
            escape(place);
        }
    }

    private char afterBackslash() {
        if (cursor.atEnd()) {
            throw new PythonFault(start, "this string is never closed");
        }
        return cursor.next();
    }

    private void escape(int place) {
        char c = afterBackslash();
        int simple = SIMPLE.indexOf(c);
        if (simple >= 0) {
            value.append(MEANT.charAt(simple));
        } else if (c >= '0' && c <= '7') {
            value.append((char) octal(c - '0'));
        } else if (c == 'N') {
            codePoint(named(place), place);
        } else if (c == 'x' || c == 'u' || c == 'U') {
            codePoint(hexadecimal(c == 'x' ? 2 : c == 'u' ? 4 : 8, place), place);
        } else if (c != '\n') {
            // as Python does: what is no escape stays as it was written
            value.append('\\').append(c);
        }
    }

    private int octal(int first) {
        int code = first;
        for (int i = 0; i < 2 && cursor.peek() >= '0' && cursor.peek() <= '7'; i++) {
            code = code * 8 + cursor.next() - '0';
        }
        return code;
    }

    private long hexadecimal(int digits, int place) {
        long code = 0;
        for (int i = 0; i < digits; i++) {
            char c = cursor.next();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new PythonFault(place, "this escape needs " + digits + " hexadecimal digits");
            }
            code = code * 16 + digit;
        }
        return code;
    }

    private long named(int place) {
        int open = cursor.at();
        for (char c = cursor.peek(); c == '{' || c == ' ' || c == '-' || Character.isLetterOrDigit(c); ) {
            cursor.next();
            c = cursor.peek();
        }
        String name = cursor.since(open);
        try {
            if (name.startsWith("{") && cursor.accept('}')) {
                return Character.codePointOf(name.substring(1));
            }
        } catch (IllegalArgumentException unknown) {
            // told below
        }
        throw new PythonFault(place, "this escape needs the name of a character in braces");
    }

    private void codePoint(long code, int place) {
        if (code > Character.MAX_CODE_POINT || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
            throw new PythonFault(place, "this escape is not a character");
        }
        value.appendCodePoint((int) code);
    }
}
