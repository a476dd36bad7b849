package io.genisys.connector.config;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The variables that Kubernetes puts into each container for each of its services, unless {@code enableServiceLinks} is
 * false: of a service called {@code genisys-connector} there are {@code GENISYS_CONNECTOR_SERVICE_HOST} and
 * {@code GENISYS_CONNECTOR_PORT=tcp://…}. These are no settings.
 */
final class ServiceLinks {
    private static final String HOST = "_SERVICE_HOST";
    private static final Pattern ADDRESS = Pattern.compile("(?:tcp|udp|sctp)://.*");
    private static final Pattern REST =
            Pattern.compile("_SERVICE_(?:HOST|PORT(?:_.*)?)|_PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?");

    private ServiceLinks() {}

    /** All variables but these. {@code …_PORT} is one of them only if it has an address, which no setting has. */
    static Map<String, String> without(Map<String, String> environment) {
        Set<String> services = environment.keySet().stream()
                .filter(name -> name.endsWith(HOST))
                .map(name -> name.substring(0, name.length() - HOST.length()))
                .collect(Collectors.toSet());
        return environment.entrySet().stream()
                .filter(Predicate.not(variable -> isLink(variable, services)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isLink(Map.Entry<String, String> variable, Set<String> services) {
        return services.stream().filter(variable.getKey()::startsWith).anyMatch(service -> {
            String rest = variable.getKey().substring(service.length());
            return REST.matcher(rest).matches()
                    || (rest.equals("_PORT")
                            && ADDRESS.matcher(variable.getValue()).matches());
        });
    }
}
