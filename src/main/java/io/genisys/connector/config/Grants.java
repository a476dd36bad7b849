package io.genisys.connector.config;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.Grant;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code role}, or {@code access} as it was called before, and {@code services} of a user or a token. */
final class Grants {
    private static final Parser<Role> ACCESS = value -> switch (String.valueOf(value)) {
        case "read" -> Role.READ;
        case "write" -> Role.ADMIN;
        default -> throw Parsers.fault("must be read or write; role knows more");
    };

    private static final Parser<List<String>> SERVICES =
            Parsers.list("must be a list of services", Parsers.text("must be the name of a service", text -> text));

    private Grants() {}

    /**
     * @param name of the user or the token, for faults
     * @param faults where to put what is found
     * @return empty if there is a fault
     */
    static Optional<Grant> read(String name, Map<?, ?> keys, FaultList faults) {
        Optional<Role> role = role(name, keys, faults);
        Optional<Set<String>> services = keys.containsKey("services")
                ? faults.read(name + ".services", given(keys, "services"), Grants::services)
                : Optional.of(Set.of());
        return role.flatMap(r -> services.flatMap(s -> grant(name, r, s, faults)));
    }

    /** Who has neither may do everything, as before there were roles. */
    private static Optional<Role> role(String name, Map<?, ?> keys, FaultList faults) {
        if (keys.containsKey("role") && keys.containsKey("access")) {
            faults.add(name, "must not have both role and access, which is the old name of role");
            return Optional.empty();
        }
        if (keys.containsKey("role")) {
            return faults.read(name + ".role", given(keys, "role"), Values.choice(Role.class));
        }
        return keys.containsKey("access")
                ? faults.read(name + ".access", given(keys, "access"), ACCESS)
                : Optional.of(keys.containsKey("services") ? Role.WRITE : Role.ADMIN);
    }

    private static Set<String> services(Object value) {
        Set<String> names = new LinkedHashSet<>(SERVICES.parse(value));
        if (names.isEmpty()) {
            throw Parsers.fault("must have at least one service; leave it out for all services");
        }
        return names;
    }

    private static Optional<Grant> grant(String name, Role role, Set<String> services, FaultList faults) {
        try {
            return Optional.of(new Grant(role, services));
        } catch (InvalidException e) {
            FaultList.within(name, e).errors().forEach(faults::add);
            return Optional.empty();
        }
    }

    private static Object given(Map<?, ?> keys, String key) {
        Object value = keys.get(key);
        return value == null ? "" : value;
    }
}
