package io.genisys.connector.bench;

import io.genisys.connector.testing.Api;
import io.genisys.connector.testing.DockerDaemon;
import io.genisys.connector.testing.JarProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connector with services to scale: one whose containers end at once, one of such with a port, and a deaf one. */
final class ScaledConnector implements AutoCloseable {
    static final String PROMPT = "prompt";
    static final String PORT = "port";
    static final String DEAF = "deaf";
    static final int GRACE_SECONDS = 5;

    /** Ends at once when it is asked to: as process 1 it gets no signal that it does not handle. */
    static final List<String> COMMAND =
            List.of("/bin/busybox", "sh", "-c", "trap exit TERM; /bin/busybox sleep 3600 & wait");

    static final BareClient.Recipe PROMPT_RECIPE = new BareClient.Recipe(COMMAND, Optional.empty());
    static final BareClient.Recipe PORT_RECIPE = new BareClient.Recipe(COMMAND, Optional.of(8080));

    private final JarProcess connector;

    ScaledConnector(Path folder, DockerDaemon engine) {
        Map<String, String> settings =
                Map.of("GENISYS_CONNECTOR_SCALE_WAIT", "2m", "GENISYS_DOCKER_STOP_GRACE", GRACE_SECONDS + "s");
        connector = new JarProcess(folder, engine.url(), settings).start();
        Api api = connector.api();
        api.define(DEAF, DockerDaemon.IMAGE);
        define(api, PROMPT, new JsonArray());
        define(api, PORT, new JsonArray().add(PORT_RECIPE.port().orElseThrow()));
    }

    private static void define(Api api, String service, JsonArray ports) {
        JsonObject definition =
                new JsonObject().put("image", DockerDaemon.IMAGE).put("ports", ports);
        api.put(
                "/service/" + service,
                definition.put("command", new JsonArray(COMMAND)).encode());
    }

    Heat heat(String service) {
        return Heat.of(new ServiceContender(connector, service));
    }

    /** As much as each setting of the bare client does before the best one is measured. */
    void warmUp(int number) {
        heat(PROMPT).measure(number / 2);
        heat(PORT).measure(number / 2);
    }

    @Override
    public void close() {
        connector.close();
    }
}
