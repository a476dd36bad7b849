package io.genisys.connector.docker;

import io.genisys.connector.model.Claim;

/** Decides whose a container is. Safe for use by several threads. */
@FunctionalInterface
public interface Claims {
    Claim of(Sighting seen);

    /** Takes labels at their word, but for those of other managers that come from the image. */
    static Claims byLabels(String connector) {
        return seen -> seen.labels().containsKey(Labels.CONNECTOR)
                ? Labels.claim(connector, seen.labels())
                : Labels.claim(connector, Labels.own(seen));
    }
}
