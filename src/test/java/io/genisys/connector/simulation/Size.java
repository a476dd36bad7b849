package io.genisys.connector.simulation;

import io.genisys.connector.json.DefinitionForm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;

/**
 * How much is simulated.
 *
 * @param containers in all, the same number of each service
 * @param jump by how much one service grows and shrinks
 */
record Size(int hosts, int containers, int services, int jump) {
    static final Size LARGE = new Size(200, 20_000, 500, 2_000);
    /** The largest that a configuration can name. */
    static final int MOST_HOSTS = 1_000;

    static final Size TEN_HOSTS = new Size(10, 1_000, 50, 100);
    static final Size QUICK = new Size(20, 400, 50, 100);

    /** With 100 containers a host; of the largest, one service grows to as many as one can have. */
    static Size large(int hosts) {
        return new Size(hosts, 100 * hosts, 5 * hosts, 10 * hosts - 20);
    }

    int copies() {
        return containers / services;
    }

    /** Where a copy of a service is: each service on hosts of its own choice, all hosts alike. */
    int hostOf(int service, int copy) {
        return (service * copies() + copy) % hosts;
    }

    static String host(int number) {
        return "host-%03d".formatted(number);
    }

    static String service(int number) {
        return "service-%03d".formatted(number);
    }

    JsonObject json() {
        return new JsonObject()
                .put("hosts", hosts)
                .put("containers", containers)
                .put("services", services)
                .put("jump", jump);
    }

    /** All services, with as many containers as there are, to be imported. */
    JsonObject snapshot() {
        JsonArray all = new JsonArray(IntStream.range(0, services)
                .mapToObj(i -> new JsonObject()
                        .put("definition", new JsonObject(DefinitionForm.write(Engines.definition(i))))
                        .put("number", copies()))
                .toList());
        return new JsonObject().put("format", 1).put("services", all);
    }
}
