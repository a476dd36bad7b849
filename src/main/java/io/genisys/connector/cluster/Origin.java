package io.genisys.connector.cluster;

/**
 * What a log was made from, and stays what it is: so the node that made it knows so, even if it ended just then.
 *
 * @param node that made it
 * @param print of what it was made from
 */
record Origin(String node, String print) {
    static final String PATH = "/origin";
}
