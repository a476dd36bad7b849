package io.genisys.connector.docker.proof;

import io.genisys.connector.bus.Chronicle;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;

/** Tells the chronicle which containers of one host carry labels like ours, and who made them. */
final class StrangerNews {
    private final Chronicle chronicle;
    private final HostName host;
    private final String connector;
    private final String owner;

    /**
     * @param connector our name
     * @param owner our mark as their maker
     */
    StrangerNews(Chronicle chronicle, HostName host, String connector, String owner) {
        this.chronicle = chronicle;
        this.host = host;
        this.connector = connector;
        this.owner = owner;
    }

    void copy(String container) {
        chronicle.tell(
                What.LABELS_COPIED,
                Subject.of(host, container),
                Cause.of("connector " + connector + " did not make it, and treats it like a container without labels"));
    }

    /** @param sentence names the host */
    void secondConnector(String sentence) {
        tell(What.SECOND_CONNECTOR, sentence);
    }

    /** @param other who made them; empty for releases that did not say so */
    void takenOver(String other, int number) {
        if (other.isEmpty() || other.equals(owner)) {
            tell(
                    What.CONTAINERS_RECOGNIZED,
                    "containers of connector " + connector + " that are known by name and labels: " + number);
        } else {
            tell(
                    What.CONTAINERS_TAKEN_OVER,
                    ("containers that another connector called %s (%s) made: %d. They are taken over, as after the loss"
                                    + " of a data folder. If the other one is still running, stop one of the two, or"
                                    + " give one another connector.name")
                            .formatted(connector, other, number));
        }
    }

    /** We made them, when we had that name. */
    void renamed(String formerName, int number) {
        tell(
                What.CONTAINERS_LEFT,
                ("running containers that this connector made when it was called %s: %d. It is called %s now, leaves"
                                + " them alone and makes new ones. Remove them, or set connector.name to %s again")
                        .formatted(formerName, number, connector, formerName));
    }

    private void tell(What what, String why) {
        chronicle.tell(what, Subject.of(host), Cause.of(why));
    }
}
