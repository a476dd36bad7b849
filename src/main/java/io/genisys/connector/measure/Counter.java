package io.genisys.connector.measure;

import java.util.List;

/** What is counted. Each label has few values. */
public enum Counter {
    /** {@code result}: accepted, unchanged or refused. */
    SCALE_REQUESTS("genisys_scale_requests", "Requests for a number of containers.", "service", "result"),
    /** {@code result}: ok, or the kind of the failure in small letters. */
    CONTAINER_STARTS("genisys_container_starts", "Starts of containers.", "service", "host", "result"),
    /** {@code reason}: an {@link EndReason}. */
    CONTAINER_ENDS("genisys_container_ends", "Ends of containers.", "service", "host", "reason"),
    /** {@code action}: rollback, restart, start, pause or resume. */
    UPDATE_REQUESTS("genisys_update_requests", "Requests about versions that changed something.", "service", "action"),
    /** {@code result}: complete, rolled_back or paused. */
    UPDATES("genisys_updates", "Updates that came to an end or were paused.", "service", "result"),
    CATALOG_WRITE_FAILURES("genisys_catalog_write_failures", "Changes of services that could not be kept."),
    /** {@code reason}: password, token, expired, or too_many if it was refused unseen. */
    LOG_INS_FAILED("genisys_log_ins_failed", "Log-ins that failed.", "reason"),
    /** {@code reason}: slow, or full if there were too many. */
    EVENT_STREAMS_ENDED("genisys_event_streams_ended", "Streams of events that the connector ended.", "reason");

    private final String metric;
    private final String help;
    /** Separated by commas. */
    private final String labels;

    Counter(String metric, String help, String... labels) {
        this.metric = metric;
        this.help = help;
        this.labels = String.join(",", labels);
    }

    /** Without {@code _total}. */
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
