package io.genisys.connector.config;

import io.genisys.connector.config.PythonValue.Read;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a Python file of assignments, {@code name = { … }}, as data: nothing in it is ever executed. After a fault it
 * goes on with the next line that looks like the start of a statement.
 */
final class PythonFile {
    private static final int MOST_FAULTS = 20;
    private static final String ALLOWED = "expected an assignment such as name = { … }; nothing else is allowed here";
    private static final Set<String> KEYWORDS = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");

    private final Cursor cursor;
    private final Map<String, Assignment> assignments = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private PythonFile(Cursor cursor) {
        this.cursor = cursor;
    }

    /**
     * @param value the dict
     * @param position of the variable
     * @param fields where the values of the dict's keys begin
     */
    record Assignment(Map<?, ?> value, Position position, Map<String, Position> fields) {}

    /** What is not allowed, and where. */
    record Fault(Position position, String message) {}

    /** @param assignments of each variable the last one, in the order in which variables were first assigned */
    record Result(Map<String, Assignment> assignments, List<Fault> faults) {}

    static Result read(String text) {
        PythonFile file = new PythonFile(new Cursor(text));
        file.lines();
        return new Result(file.assignments, file.faults);
    }

    private void lines() {
        for (cursor.skip(true); !cursor.atEnd() && faults.size() < MOST_FAULTS; cursor.skip(true)) {
            int start = cursor.at();
            try {
                line();
            } catch (PythonFault fault) {
                faults.add(new Fault(cursor.position(fault.offset()), fault.getMessage()));
                recover(start, fault.offset());
            }
        }
    }

    private void line() {
        if (!cursor.isAtLineStart()) {
            throw new PythonFault(cursor.at(), "must begin at the start of its line");
        }
        do {
            statement();
            cursor.skip(false);
        } while (cursor.accept(';') && !isLineOver());
        if (!isLineOver()) {
            throw new PythonFault(cursor.at(), "expected the end of the line");
        }
    }

    private boolean isLineOver() {
        cursor.skip(false);
        return cursor.atEnd() || cursor.peek() == '\n';
    }

    private void statement() {
        if (PythonString.isHere(cursor)) {
            // a file's or a variable's description
            PythonValue.read(cursor);
            return;
        }
        int start = cursor.at();
        String variable = PythonValue.identifier(cursor);
        cursor.skip(false);
        boolean isAssignment = !variable.isEmpty() && !KEYWORDS.contains(variable) && cursor.accept('=');
        if (!isAssignment || cursor.peek() == '=') {
            throw new PythonFault(start, ALLOWED);
        }
        cursor.skip(false);
        assign(variable, start);
    }

    private void assign(String variable, int start) {
        int valueStart = cursor.at();
        Read read = PythonValue.read(cursor);
        if (!(read.value() instanceof Map<?, ?> dict)) {
            throw new PythonFault(valueStart, "must be a service: a dict with at least name and image");
        }
        assignments.put(variable, new Assignment(dict, cursor.position(start), read.fields()));
    }

    /** To the next line that begins with a letter; a fault that begins such a line itself may be a whole statement. */
    private void recover(int start, int faultOffset) {
        cursor.moveTo(faultOffset);
        if (faultOffset > start && beginsStatement()) {
            return;
        }
        do {
            cursor.toLineEnd();
            cursor.next();
        } while (!cursor.atEnd() && !beginsStatement());
    }

    private boolean beginsStatement() {
        char c = cursor.peek();
        return cursor.isAtLineStart() && (c == '_' || (c != Cursor.END && Character.isLetter(c)));
    }
}
