package io.genisys.connector.compose;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the fields of one part of a Compose file, each named by its path within the part.
 *
 * @param taken in the order of the file
 * @param ignored with the reason of each
 * @param refused with the reason of each
 */
public record Findings(List<String> taken, Map<String, String> ignored, Map<String, String> refused) {
    public Findings {
        taken = List.copyOf(taken);
        ignored = Collections.unmodifiableMap(new LinkedHashMap<>(ignored));
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    }

    /** The same, where these fields are ignored if they are taken here. */
    public Findings ignoring(Set<String> fields, String because) {
        Map<String, String> more = new LinkedHashMap<>(ignored);
        taken.stream().filter(fields::contains).forEach(field -> more.put(field, because));
        return new Findings(
                taken.stream().filter(field -> !fields.contains(field)).toList(), more, refused);
    }

    /** Collects them. */
    static final class Draft {
        private final List<String> taken = new ArrayList<>();
        private final Map<String, String> ignored = new LinkedHashMap<>();
        private final Map<String, String> refused = new LinkedHashMap<>();

        void found(String field, Verdict verdict) {
            if (verdict instanceof Verdict.Ignored known) {
                ignored.put(field, known.because());
            } else if (verdict instanceof Verdict.Refused known) {
                refuse(field, known.because());
            } else {
                taken.add(field);
            }
        }

        /** Of a field that has several faults, the first one is told. */
        void refuse(String field, String because) {
            refused.putIfAbsent(field, because);
        }

        /** @param field whose faults they are; empty: of the whole part */
        void refuse(String field, InvalidException faults) {
            for (FieldError fault : faults.errors()) {
                refuse(join(field, fault.field()), fault.message());
            }
        }

        private static String join(String outer, String inner) {
            boolean needsDot = !outer.isEmpty() && !inner.isEmpty() && !inner.startsWith("[") && !inner.startsWith(".");
            return outer + (needsDot ? "." : "") + inner;
        }

        boolean isRefused() {
            return !refused.isEmpty();
        }

        /** What has a fault somewhere in it is not among those that are taken. */
        Findings done() {
            List<String> faultless = taken.stream()
                    .filter(field -> refused.keySet().stream().noneMatch(fault -> isWithin(field, fault)))
                    .toList();
            return new Findings(faultless, ignored, refused);
        }

        private static boolean isWithin(String field, String fault) {
            return fault.equals(field) || fault.startsWith(field + ".") || fault.startsWith(field + "[");
        }
    }
}
