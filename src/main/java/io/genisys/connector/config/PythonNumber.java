package io.genisys.connector.config;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads one number of Python, with its sign. */
final class PythonNumber {
    private static final String DIGITS = "[0-9](?:_?[0-9])*";
    private static final Pattern WHOLE = Pattern.compile("[1-9](?:_?[0-9])*|0(?:_?0)*");
    private static final Pattern BASED =
            Pattern.compile("0(?:x(?:_?[0-9a-f])+|o(?:_?[0-7])+|b(?:_?[01])+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FRACTION = Pattern.compile("(?:(?:" + DIGITS + ")?\\." + DIGITS + "|" + DIGITS
            + "\\.?)(?:e[+-]?" + DIGITS + ")?|" + DIGITS + "e[+-]?" + DIGITS);
    /** Keeps the patterns off the stack's end; no port and no variable needs a longer one. */
    private static final int LONGEST = 300;

    private PythonNumber() {}

    static boolean isHere(Cursor cursor) {
        char c = cursor.peek();
        return c == '-' || c == '+' || isDigit(c) || (c == '.' && isDigit(cursor.peek(1)));
    }

    /**
     * @return Long, BigInteger or Double
     * @throws PythonFault if it is no number
     */
    static Number read(Cursor cursor) {
        int start = cursor.at();
        boolean negative = cursor.peek() == '-';
        if (negative || cursor.peek() == '+') {
            cursor.next();
            cursor.skip(false);
        }
        Number number = magnitude(word(cursor), start);
        return negative ? negated(number) : number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String word(Cursor cursor) {
        int start = cursor.at();
        boolean isBased = cursor.peek() == '0' && "xXoObB".indexOf(cursor.peek(1)) >= 0;
        char last = ' ';
        while (isPart(cursor.peek()) || (!isBased && isSignOfExponent(last, cursor.peek()))) {
            last = cursor.next();
        }
        return cursor.since(start).toLowerCase(Locale.ROOT);
    }

    private static boolean isPart(char c) {
        return c == '_' || c == '.' || (c != Cursor.END && Character.isLetterOrDigit(c));
    }

    private static boolean isSignOfExponent(char last, char c) {
        return (last == 'e' || last == 'E') && (c == '+' || c == '-');
    }

    private static Number magnitude(String word, int start) {
        String digits = word.replace("_", "");
        if (word.length() <= LONGEST) {
            if (WHOLE.matcher(word).matches()) {
                return narrow(new BigInteger(digits));
            }
            if (BASED.matcher(word).matches()) {
                return narrow(new BigInteger(digits.substring(2), base(digits.charAt(1))));
            }
            if (FRACTION.matcher(word).matches() && !isLeadingZero(word)) {
                return finite(Double.parseDouble(digits), start);
            }
        }
        throw new PythonFault(start, "this number is not allowed here");
    }

    /** {@code 010} is an error in Python 3, {@code 010.0} is not. */
    private static boolean isLeadingZero(String word) {
        return word.indexOf('.') < 0 && word.indexOf('e') < 0;
    }

    private static int base(char letter) {
        return letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
    }

    private static Double finite(double number, int start) {
        if (Double.isInfinite(number)) {
            throw new PythonFault(start, "this number is too large");
        }
        return number;
    }

    private static Number negated(Number number) {
        return number instanceof Double d ? (Number) (-d) : narrow(new BigInteger(number.toString()).negate());
    }

    private static Number narrow(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }
}
