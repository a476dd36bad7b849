package io.genisys.connector.compose;

import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.InvalidException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The networks, volumes, secrets or configs that a file declares at its top, and what they are called on a host. */
final class Declared {
    private static final String NAME = "name";
    private static final String EXTERNAL = "external";

    private final DeclaredKind kind;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();

    private Declared(DeclaredKind kind) {
        this.kind = kind;
    }

    /**
     * @param section what the file has there; null: nothing
     * @param findings to which the fields are added
     */
    static Declared read(DeclaredKind kind, Object section, Findings.Draft findings) {
        Declared declared = new Declared(kind);
        if (section instanceof Map<?, ?> all) {
            all.forEach((key, value) -> declared.one(String.valueOf(key), value, findings));
        } else if (section != null) {
            findings.refuse(kind.section(), "must be an object of names");
        }
        return declared;
    }

    private void one(String key, Object value, Findings.Draft findings) {
        Findings.Draft own = new Findings.Draft();
        names.put(key, key);
        if (value instanceof Map<?, ?> fields) {
            boolean isExternal = isExternal(fields);
            fields.forEach((field, content) -> field(key, String.valueOf(field), content, isExternal, own));
        } else if (value != null) {
            own.refuse("", "must be an object, or empty");
        }
        add(own.done(), key, findings);
    }

    private void field(String key, String field, Object value, boolean isExternal, Findings.Draft own) {
        if (Extensions.is(field)) {
            own.found(field, Extensions.IGNORED);
        } else if (field.equals(NAME)) {
            name(key, value, own);
        } else {
            old(field, value).ifPresent(name -> names.put(key, name));
            own.found(field, kind.verdict(field, value, isExternal));
        }
    }

    private void name(String key, Object value, Findings.Draft own) {
        try {
            if (!(Dollars.read(value) instanceof String name) || name.isBlank()) {
                throw Parsers.fault("must be text");
            }
            names.put(key, name);
            own.found(NAME, Verdict.TAKEN);
        } catch (InvalidException e) {
            own.refuse(NAME, e);
        }
    }

    private static boolean isExternal(Map<?, ?> fields) {
        Object external = fields.get(EXTERNAL);
        return external instanceof Map<?, ?> || Boolean.TRUE.equals(external) || "true".equals(external);
    }

    /** Before there was {@code name}: {@code external: {name: x}}. */
    private static Optional<String> old(String field, Object value) {
        return field.equals(EXTERNAL) && value instanceof Map<?, ?> map && map.get(NAME) instanceof String name
                ? Optional.of(name)
                : Optional.empty();
    }

    private void add(Findings own, String key, Findings.Draft findings) {
        String at = kind.section() + "." + key;
        if (own.taken().isEmpty() && own.ignored().isEmpty() && own.refused().isEmpty()) {
            findings.found(at, Verdict.TAKEN);
        }
        own.taken().forEach(field -> findings.found(at + "." + field, Verdict.TAKEN));
        own.ignored().forEach((field, why) -> findings.found(at + "." + field, new Verdict.Ignored(why)));
        own.refused().forEach((field, why) -> findings.refuse(field.isEmpty() ? at : at + "." + field, why));
        own.refused().values().stream().findFirst().ifPresent(why -> refused.put(key, why));
    }

    /**
     * What it is called on a host.
     *
     * @throws InvalidException if the file does not declare it, or declares what is refused
     */
    String nameOf(String key) {
        if (refused.containsKey(key)) {
            throw Parsers.fault("uses " + kind.section() + "." + key + ", which is refused");
        }
        return Optional.ofNullable(names.get(key)).orElseThrow(() -> Parsers.fault(kind.undeclared(key)));
    }
}
