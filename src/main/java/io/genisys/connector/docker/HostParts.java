package io.genisys.connector.docker;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.bus.Reports;
import io.vertx.core.Vertx;

/** What all that drives one host shares. */
record HostParts(
        Vertx vertx,
        Engine engine,
        HostSettings settings,
        EngineWorkers workers,
        Inventory inventory,
        Fence fence,
        Chronicle chronicle) {
    static HostParts of(Vertx vertx, Engine engine, HostSettings settings, Driving driving, Chronicle chronicle) {
        return new HostParts(
                vertx,
                engine,
                settings,
                new EngineWorkers(vertx, settings.host(), driving),
                new Inventory(
                        new ReportWriter(
                                settings.host(), settings.profile(), driving, report -> Reports.publish(vertx, report)),
                        driving.clock()),
                new Fence(driving.epoch(), driving.isOurs()),
                chronicle);
    }
}
