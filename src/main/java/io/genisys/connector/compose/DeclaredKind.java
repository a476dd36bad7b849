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
            case SECRETS -> List.of("external", "file", "environment", "labels");
            case CONFIGS -> List.of("external", "file", "environment", "content", "labels");
        };
    }

    private Map<String, String> refused() {
        return switch (this) {
            case NETWORKS -> Map.of();
            case VOLUMES -> Map.of("driver", Texts.OTHER_VOLUME, "driver_opts", Texts.OTHER_VOLUME);
            case SECRETS -> Map.of("driver", Texts.MADE, "driver_opts", Texts.MADE, "template_driver", Texts.TEMPLATE);
            case CONFIGS -> Map.of("template_driver", Texts.TEMPLATE);
        };
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
                "the file of that name in the folder of connector.secrets is used; put what is meant there";
        static final String MADE = "no driver makes files here; put the file into the folder of connector.secrets";
        static final String TEMPLATE = "nothing is put in place of templates; put the file into the folder of"
                + " connector.secrets as containers are to have it";

        private Texts() {}
    }
}
