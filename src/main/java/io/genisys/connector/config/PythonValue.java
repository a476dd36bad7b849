package io.genisys.connector.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one value of Python: a dict, list, tuple, string, number, True, False or None. */
final class PythonValue {
    private static final int DEEPEST = 100;
    private static final String ALLOWED = "a dict, a list, a tuple, a string, a number, True, False or None";
    private static final Set<String> JSON_WORDS = Set.of("true", "false", "null");

    private final Cursor cursor;
    private final Map<String, Position> fields = new HashMap<>();
    private int depth;
    /** Where the second of two adjacent strings began: what was meant as the next entry if a comma was forgotten. */
    private int joinedAt = -1;

    private PythonValue(Cursor cursor) {
        this.cursor = cursor;
    }

    /**
     * @param value map, list, string, number, boolean or null
     * @param fields where the value of each key begins, if the value is a map
     */
    record Read(Object value, Map<String, Position> fields) {}

    /** @throws PythonFault if there is anything else */
    static Read read(Cursor cursor) {
        PythonValue value = new PythonValue(cursor);
        return new Read(value.value(), value.fields);
    }

    private Object value() {
        joinedAt = -1;
        if (PythonString.isHere(cursor)) {
            return strings();
        }
        if (PythonNumber.isHere(cursor)) {
            return PythonNumber.read(cursor);
        }
        return switch (cursor.peek()) {
            case '{' -> dict();
            case '[' -> list();
            case '(' -> tuple();
            default -> word();
        };
    }

    private String strings() {
        StringBuilder joined = new StringBuilder(PythonString.read(cursor));
        for (skip(); PythonString.isHere(cursor); skip()) {
            joinedAt = cursor.at();
            joined.append(PythonString.read(cursor));
        }
        return joined.toString();
    }

    private Object word() {
        int start = cursor.at();
        String word = identifier(cursor);
        return switch (word) {
            case "True" -> true;
            case "False" -> false;
            case "None" -> null;
            default -> throw new PythonFault(start, "expected " + ALLOWED + hint(word));
        };
    }

    private static String hint(String word) {
        if (JSON_WORDS.contains(word)) {
            return "; in Python they are True, False and None";
        }
        return word.isEmpty() ? "" : "; names, calls and other expressions are not allowed";
    }

    /** An identifier; empty if there is none. */
    static String identifier(Cursor cursor) {
        int start = cursor.at();
        while (isPart(cursor.peek(), cursor.at() == start)) {
            cursor.next();
        }
        return cursor.since(start);
    }

    private static boolean isPart(char c, boolean first) {
        return c == '_' || (first ? Character.isUnicodeIdentifierStart(c) : isLater(c));
    }

    private static boolean isLater(char c) {
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    private Map<Object, Object> dict() {
        Map<Object, Object> dict = new LinkedHashMap<>();
        items('}', () -> entry(dict));
        return dict;
    }

    private void entry(Map<Object, Object> dict) {
        int start = cursor.at();
        Object key = value();
        if (!(key instanceof String || key instanceof Number)) {
            throw new PythonFault(start, "a key must be a string or a number");
        }
        skip();
        if (!cursor.accept(':')) {
            throw new PythonFault(cursor.at(), "expected ':' after the key");
        }
        skip();
        if (depth == 1) {
            fields.put(key.toString(), cursor.position(cursor.at()));
        }
        dict.put(key, value());
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        items(']', () -> list.add(value()));
        return list;
    }

    /** One value in parentheses is that value, unless a comma follows. */
    private Object tuple() {
        List<Object> tuple = new ArrayList<>();
        boolean comma = items(')', () -> tuple.add(value()));
        return tuple.size() == 1 && !comma ? tuple.get(0) : tuple;
    }

    /** @return whether there was a comma */
    private boolean items(char close, Runnable item) {
        int open = cursor.at();
        if (++depth > DEEPEST) {
            throw new PythonFault(open, "nested deeper than " + DEEPEST);
        }
        cursor.next();
        boolean comma = false;
        for (skip(); !cursor.accept(close); skip()) {
            refuseEnd(open);
            item.run();
            skip();
            refuseEnd(open);
            if (cursor.accept(',')) {
                comma = true;
            } else if (cursor.peek() != close) {
                throw commaMissing(close);
            }
        }
        depth--;
        joinedAt = -1;
        return comma;
    }

    private void refuseEnd(int open) {
        if (cursor.atEnd()) {
            cursor.moveTo(open);
            throw new PythonFault(open, "this '" + cursor.peek() + "' is never closed");
        }
    }

    private PythonFault commaMissing(char close) {
        String expected = "expected ',' or '" + close + "'";
        return cursor.peek() == ':' && joinedAt >= 0
                ? new PythonFault(joinedAt, expected + "; is a comma missing before this string?")
                : new PythonFault(cursor.at(), expected + "; the file is data, without operators and calls");
    }

    private void skip() {
        cursor.skip(depth > 0);
    }
}
