package io.genisys.connector.compose;

import io.genisys.connector.compose.Verdict.Ignored;
import io.genisys.connector.compose.Verdict.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a file can declare at its top for its services to use. */
enum DeclaredKind {
    NETWORKS(Texts.NETWORK),
    VOLUMES(Texts.VOLUME),
    SECRETS(Texts.FILE),
    CONFIGS(Texts.FILE);

    private final String because;

    DeclaredKind(String because) {
        this.because = because;
    }

    private List<String> ignored() {
        return switch (this) {
            case NETWORKS -> Texts.NETWORKS_IGNORED;
            case VOLUMES -> List.of("external", "labels");
            case SECRETS ->
                List.of("external", "file", "environment", "labels", "driver", "driver_opts", "template_driver");
            case CONFIGS -> List.of("external", "file", "environment", "content", "labels", "template_driver");
        };
    }

    private Map<String, String> refused() {
        return this == VOLUMES ? Map.of("driver", Texts.OTHER_VOLUME, "driver_opts", Texts.OTHER_VOLUME) : Map.of();
    }

    String section() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param isExternal whether the file says that it is made elsewhere: then how it is made does not matter */
    Verdict verdict(String field, Object value, boolean isExternal) {
        if (ignored().contains(field)
                || isPlain(field, value)
                || (isExternal && refused().containsKey(field))) {
            return new Ignored(because);
        }
        return new Refused(Optional.ofNullable(refused().get(field))
                .orElseGet(() ->
                        "is not a field of Compose's " + section() + "; allowed are " + String.join(", ", fields())));
    }

    /** What the engine does without being told. */
    private static boolean isPlain(String field, Object value) {
        return value == null
                || (field.equals("driver") && value.equals("local"))
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    /** All that Compose knows. */
    List<String> fields() {
        List<String> all = new ArrayList<>(List.of("name"));
        ignored().stream().sorted().forEach(all::add);
        refused().keySet().stream().sorted().forEach(all::add);
        return all;
    }

    String undeclared(String key) {
        if (this == NETWORKS && key.equals("default")) {
            return "is the network that Compose makes for a project, and there are no projects here; name one under"
                    + " networks at the top, such as default: {name: web}";
        }
        return "is not under " + section() + " at the top of the file";
    }

    private static final class Texts {
        static final List<String> NETWORKS_IGNORED = List.of(
                "external",
                "driver",
                "driver_opts",
                "ipam",
                "internal",
                "attachable",
                "labels",
                "enable_ipv4",
                "enable_ipv6");
        static final String NETWORK = "the network of that name on each host is used as it is";
        static final String VOLUME = "the volume of that name on each host is used, and made by the engine if missing";
        static final String OTHER_VOLUME = "the engine of a host would make a plain volume instead; make it on each"
                + " host and say external: true";
        static final String FILE =
                "the connector brings no files into containers, so a service that uses it is refused";

        private Texts() {}
    }
}
