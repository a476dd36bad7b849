package io.genisys.connector.json;

import java.util.Map;

/** Names that Compose knows and that are no fields of a definition, each with the reason. */
final class NotTaken {
    static final Map<String, String> OF_SERVICE = Map.ofEntries(
            Map.entry(
                    "restart",
                    "is not a field of a service: the connector replaces containers that end, and a restart policy of the"
                            + " engine would bring back what it has stopped; leave it out"),
            Map.entry(
                    "container_name",
                    "is not a field of a service: each of its containers has a name of its own; leave it out"),
            Map.entry(
                    "depends_on",
                    "is not a field of a service: services start independently of each other, and a container that ends"
                            + " for lack of another is started again; leave it out"),
            Map.entry("build", "is not a field of a service: the connector builds no images; name one in image"),
            Map.entry(
                    "links",
                    "is not a field of a service: containers find each other by their aliases in a common network; write"
                            + " networks"),
            Map.entry(
                    "env_file",
                    "is not a field of a service: the connector reads no files of its callers; write environment"),
            Map.entry("extends", "is not a field of a service: write out what the other service has"),
            Map.entry("scale", "is not a field of a service: POST /service/<name>/scale sets the number"),
            Map.entry("replicas", "is not a field of a service: POST /service/<name>/scale sets the number"),
            Map.entry(
                    "profiles",
                    "is not a field of a service: each service that is defined can be scaled; leave it out"),
            Map.entry(
                    "volumes_from",
                    "is not a field of a service: containers may run on different hosts; write volumes"),
            Map.entry(
                    "expose",
                    "is not a field of a service: containers in one network reach all ports of each other; leave it out"));

    static final Map<String, String> OF_DEPLOY = Map.of(
            "replicas", "is not a field of deploy: POST /service/<name>/scale sets the number",
            "restart_policy",
                    "is not a field of deploy: the connector replaces containers that end, with growing delays; leave it"
                            + " out",
            "placement", "is not a field of deploy: write placement.constraints beside image",
            "mode", "is not a field of deploy: POST /service/<name>/scale sets the number; leave it out");

    private NotTaken() {}
}
