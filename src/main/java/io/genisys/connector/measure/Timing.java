package io.genisys.connector.measure;

import java.util.List;

/** What is timed. Each label has few values. */
public enum Timing {
    SCALE_CONVERGENCE(
            "genisys_scale_convergence_seconds", "From a change of the wanted number to the moment it is reached."),
    /** {@code phase}: pull, create or start. */
    CONTAINER_START("genisys_container_start_seconds", "The parts of a start of a container.", "host", "phase"),
    /** {@code operation}: a method of the connector's port to engines; {@code result}: ok, or the kind of failure. */
    ENGINE_REQUEST("genisys_engine_request_seconds", "Calls to the engine of a host.", "host", "operation", "result"),
    RECONCILE("genisys_reconcile_seconds", "One look at a service, with its orders."),
    CATALOG_WRITE("genisys_catalog_write_seconds", "Writes of the services to the disk.");

    private final String metric;
    private final String help;
    /** Separated by commas. */
    private final String labels;

    Timing(String metric, String help, String... labels) {
        this.metric = metric;
        this.help = help;
        this.labels = String.join(",", labels);
    }

    public String metric() {
        return metric;
    }

    public String help() {
        return help;
    }

    public List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(",", -1));
    }
}
