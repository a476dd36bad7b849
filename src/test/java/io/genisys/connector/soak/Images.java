package io.genisys.connector.soak;

import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.DockerRegistry;
import java.util.Arrays;

/** The services' images: all but one were put into the engine. */
record Images(DockerDaemon engine, DockerRegistry registry) {
    private static final String PULLED = "soak/pulled:1";

    /** Makes them. */
    void make() {
        Arrays.stream(Kind.values()).filter(kind -> kind != Kind.PULLED).forEach(kind -> engine.importImage(of(kind)));
        registry.push(engine, PULLED);
    }

    String of(Kind kind) {
        return kind == Kind.PULLED ? registry.host() + "/" + PULLED : "soak/" + kind.service() + ":1";
    }
}
