package io.genisys.connector.simulation;

import io.vertx.core.json.JsonObject;

/**
 * How much is simulated.
 *
 * @param containers in all, the same number of each service
 * @param jump by how much one service grows and shrinks
 */
record Size(int hosts, int containers, int services, int jump) {
    static final Size LARGE = new Size(200, 20_000, 500, 2_000);
    static final Size QUICK = new Size(20, 400, 50, 100);

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
}
