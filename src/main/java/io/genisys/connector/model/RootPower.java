package io.genisys.connector.model;

import java.util.Locale;

/** What gives a container root on its host. Each is off unless {@code docker.allow} names it. */
public enum RootPower {
    /** A file or a folder of the host in the container. */
    BIND,
    PRIVILEGED,
    /** Devices of the host, GPUs included. */
    DEVICES,
    /** Its processes, its networks, its shared memory, its users, its control groups. */
    HOST_NAMESPACES,
    /** More than the engine gives by default, or less of what confines a container. */
    CAPABILITIES,
    /** Another program than the engine's default one to run containers with. */
    RUNTIME;

    /** As {@code docker.allow} has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
