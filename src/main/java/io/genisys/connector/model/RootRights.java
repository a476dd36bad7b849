package io.genisys.connector.model;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What definitions may have although it gives root on the hosts. The one place where that is decided.
 *
 * @param powers of {@code docker.allow}
 * @param binds of {@code docker.allow_binds}: absolute folders, normalized, of which each and all in it may be bound
 *     even if not all binds may
 */
public record RootRights(Set<RootPower> powers, List<Path> binds) {
    public static final RootRights NONE = new RootRights(Set.of(), List.of());
    /** For what is not decided here. */
    public static final RootRights ALL = new RootRights(EnumSet.allOf(RootPower.class), List.of());

    private static final String WHY = "gives root on the host, and is off; to allow it, name ";

    public RootRights {
        powers = Set.copyOf(powers);
        binds = List.copyOf(binds);
    }

    /** @throws InvalidException with each field that gives root and is not allowed */
    public void check(ServiceDefinition definition) {
        List<FieldError> refused = refusals(definition.rootNeeds());
        if (!refused.isEmpty()) {
            throw new InvalidException(refused);
        }
    }

    List<FieldError> refusals(List<RootNeed> needs) {
        return needs.stream().flatMap(need -> refusal(need).stream()).toList();
    }

    private Optional<FieldError> refusal(RootNeed need) {
        return isAllowed(need) ? Optional.empty() : Optional.of(new FieldError(need.field(), sentence(need)));
    }

    private boolean isAllowed(RootNeed need) {
        return powers.contains(need.power())
                || need.path().filter(this::isBelowAnAllowedOne).isPresent();
    }

    /** By its names alone: what a link on a host leads to is not known here. */
    private boolean isBelowAnAllowedOne(String path) {
        Path bound = Path.of(path).normalize();
        return binds.stream().anyMatch(bound::startsWith);
    }

    private static String sentence(RootNeed need) {
        String key = WHY + need.power().word() + " in docker.allow";
        return need.path()
                .map(path -> key + ", or a folder that it is in, in docker.allow_binds")
                .orElse(key);
    }
}
