package io.genisys.connector.reconcile;

import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.plan.Placement;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** The starts that are under way on each host. Used from one context only. */
final class StartsUnderWay {
    private final Map<HostName, Set<Start>> starts = new HashMap<>();
    private final Runnable onEnded;

    /** @param onEnded is called when there is room again, for what was not started too */
    StartsUnderWay(Runnable onEnded) {
        this.onEnded = onEnded;
    }

    void began(Start start) {
        starts.computeIfAbsent(start.host(), host -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(start);
    }

    void ended(Start start) {
        starts.computeIfPresent(start.host(), (host, all) -> {
            all.remove(start);
            return all.isEmpty() ? null : all;
        });
        onEnded.run();
    }

    int on(HostName host) {
        return at(host).size();
    }

    Set<Start> at(HostName host) {
        return starts.getOrDefault(host, Set.of());
    }

    /** One start. The same may be ordered twice, after a host was lost: no two are equal. */
    static final class Start {
        private final ServiceDefinition definition;
        private final Placement placement;
        private final String edition;

        /**
         * @param definition by which it was ordered
         * @param edition the label that its container will have
         */
        Start(ServiceDefinition definition, Placement placement, String edition) {
            this.definition = definition;
            this.placement = placement;
            this.edition = edition;
        }

        String edition() {
            return edition;
        }

        ServiceDefinition definition() {
            return definition;
        }

        ServiceName service() {
            return definition.name();
        }

        HostName host() {
            return placement.host();
        }

        int slot() {
            return placement.slot();
        }
    }
}
