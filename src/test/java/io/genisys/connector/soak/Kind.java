package io.genisys.connector.soak;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** The services, each with something of its own. Each has its own image, so that none counts another's containers. */
enum Kind {
    /** Deaf to SIGTERM. */
    DEAF,
    /** Ends when it is asked to. */
    PROMPT,
    /** Deaf, and killed soon. */
    SHORT,
    /** Publishes a port. */
    PORT,
    /** Containers of its image are started by hand as well. */
    SHARED,
    /** Is deleted now and then. */
    FLEETING;

    private static final String TRAP = "trap exit TERM; /bin/busybox sleep 3600 & wait";

    String service() {
        return name().toLowerCase(Locale.ROOT);
    }

    String image() {
        return "soak/" + service() + ":1";
    }

    /** @param variant tells one definition from another */
    JsonObject definition(int variant) {
        JsonObject definition = new JsonObject()
                .put("image", image())
                .put("environment", new JsonObject().put("VARIANT", Integer.toString(variant)));
        return switch (this) {
            case PROMPT, FLEETING ->
                definition.put(
                        "command",
                        new JsonArray().add("/bin/busybox").add("sh").add("-c").add(TRAP));
            case SHORT -> definition.put("stop_grace_period", "200ms");
            case PORT -> definition.put("ports", new JsonArray().add("8080"));
            case DEAF, SHARED -> definition;
        };
    }
}
