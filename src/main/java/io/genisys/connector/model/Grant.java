package io.genisys.connector.model;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What someone may do, and to which services.
 *
 * @param services names, of which the last character may be {@code *} for any ending; empty: all services, and all that
 *     belongs to no service
 */
public record Grant(Role role, Set<String> services) {
    /** Everything. */
    public static final Grant ALL = new Grant(Role.ADMIN, Set.of());

    private static final String ANY_ENDING = "*";
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}\\*?");

    /** @throws InvalidException if a name is none of a service, or an admin is limited to some */
    public Grant {
        Objects.requireNonNull(role);
        services = Set.copyOf(services);
        if (!services.stream().allMatch(name -> NAMES.matcher(name).matches())) {
            throw new InvalidException("services", "must be names of services, or the beginnings of names with a '*'");
        }
        if (role == Role.ADMIN && !services.isEmpty()) {
            throw new InvalidException(
                    "services", "must be left out with the role admin, which is for all services and hosts");
        }
    }

    public static Grant of(Role role) {
        return new Grant(role, Set.of());
    }

    /** Whether it is limited to some services. */
    public boolean isLimited() {
        return !services.isEmpty();
    }

    /** @param service its name, whether there is one of that name or not */
    public boolean covers(String service) {
        return services.isEmpty() || services.stream().anyMatch(name -> matches(name, service));
    }

    private static boolean matches(String name, String service) {
        return name.endsWith(ANY_ENDING)
                ? service.startsWith(name.substring(0, name.length() - 1))
                : name.equals(service);
    }

    /** {@code write}, or {@code write, services a,b*}. */
    @Override
    public String toString() {
        return services.isEmpty()
                ? role.toString()
                : role + ", services "
                        + String.join(",", services.stream().sorted().toList());
    }
}
