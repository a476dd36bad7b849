package io.genisys.connector.soak;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** The services, each with something of its own. Each has its own image, so that none counts another's containers. */
enum Kind {
    /** Deaf to SIGTERM. */
    DEAF,
    /** Ends when it is asked to, and has time for it: who kills it has not asked. */
    PROMPT,
    /** Deaf, and killed soon. */
    SHORT,
    /** Publishes a port. */
    PORT,
    /** Containers of its image are started by hand as well. */
    SHARED,
    /** Is deleted now and then. */
    FLEETING,
    /** Its image comes from a registry, which is not always there. */
    PULLED;

    /** Of those that say nothing, as the connector is told. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration BRIEF = Duration.ofMillis(200);
    private static final String TRAP = "trap exit TERM; /bin/busybox sleep 3600 & wait";

    String service() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param service empty for what was started by hand: what the connector is told to grant then */
    static Duration graceOf(String service) {
        return Arrays.stream(values())
                .filter(kind -> kind.service().equals(service))
                .findFirst()
                .map(Kind::grace)
                .orElse(GRACE);
    }

    private Duration grace() {
        return switch (this) {
            case SHORT -> BRIEF;
            case PROMPT -> LONG;
            default -> GRACE;
        };
    }

    /** @param variant tells one definition from another */
    JsonObject definition(String image, int variant) {
        JsonObject definition = new JsonObject()
                .put("image", image)
                .put("stop_grace_period", grace().toMillis() + "ms")
                .put("environment", new JsonObject().put("VARIANT", Integer.toString(variant)));
        return switch (this) {
            case PROMPT, FLEETING ->
                definition.put(
                        "command",
                        new JsonArray().add("/bin/busybox").add("sh").add("-c").add(TRAP));
            case PORT -> definition.put("ports", new JsonArray().add("8080"));
            default -> definition;
        };
    }
}
