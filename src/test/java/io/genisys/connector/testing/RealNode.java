package io.genisys.connector.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A connector beside an engine, both on a machine of their own.
 *
 * @param number of its machine, from 1 on
 */
public record RealNode(int number, JarProcess connector, DockerDaemon engine) {
    public String name() {
        return name(number);
    }

    static String name(int number) {
        return "n" + number;
    }

    public Api api() {
        return connector.api();
    }

    /** What {@code GET /cluster} answers here. */
    public JsonObject cluster() {
        return api().get("/cluster").body();
    }

    /** Whether it knows a leader, and it and that number of nodes in all hear each other. */
    public boolean hearsAll(int number) {
        JsonObject cluster = cluster();
        JsonArray members = cluster.getJsonArray("members");
        boolean isWhole =
                cluster.getBoolean("quorum") && cluster.getString("leader") != null && members.size() == number;
        for (int i = 0; isWhole && i < members.size(); i++) {
            JsonObject member = members.getJsonObject(i);
            isWhole = member.getString("state").equals("up") && !"broken".equals(member.getString("bus"));
        }
        return isWhole;
    }

    public boolean isReady() {
        return connector.isAlive() && api().get("/ready").status() == 200;
    }

    /** Really. */
    public long containers() {
        return engine.cli("ps", "-q").lines().count();
    }

    void close() {
        connector.close();
        engine.close();
    }

    @Override
    public String toString() {
        return name();
    }
}
