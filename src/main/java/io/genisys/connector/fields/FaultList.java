package io.genisys.connector.fields;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The faults that were found while something is read. Reading goes on after a fault, so that all are found. */
public final class FaultList {
    private final List<FieldError> faults = new ArrayList<>();

    public void add(FieldError fault) {
        faults.add(fault);
    }

    public void add(String field, String message) {
        add(new FieldError(field, message));
    }

    /**
     * Adds the faults of a value, each with its path.
     *
     * @param field the path of the value; empty: the whole
     * @return empty if it is faulty
     */
    public <T> Optional<T> read(String field, Object value, Parser<? extends T> parser) {
        try {
            return Optional.of(parser.parse(value));
        } catch (InvalidException e) {
            faults.addAll(within(field, e).errors());
            return Optional.empty();
        }
    }

    /** The same faults, of a value at that path. */
    public static InvalidException within(String field, InvalidException faults) {
        FaultList all = new FaultList();
        faults.errors().forEach(fault -> all.add(path(field, fault.field()), fault.message()));
        return new InvalidException(all.faults);
    }

    /**
     * Adds a fault for each name that is not allowed, with the name that may be meant.
     *
     * @param field the path of what has the names
     * @param what such a name is not: "is not a key of this section"
     */
    public void unknown(String field, Collection<?> given, Collection<String> allowed, String what) {
        for (Object name : given) {
            if (!(name instanceof String text) || !allowed.contains(text)) {
                String written = String.valueOf(name);
                add(path(field, written), what + ";" + Suggestion.of(written, allowed));
            }
        }
    }

    /** @throws InvalidException with all faults, if there are any */
    public void refuse() {
        if (!faults.isEmpty()) {
            throw new InvalidException(faults);
        }
    }

    private static String path(String outer, String inner) {
        boolean needsDot = !outer.isEmpty() && !inner.isEmpty() && !inner.startsWith("[") && !inner.startsWith(".");
        return outer + (needsDot ? "." : "") + inner;
    }
}
