package io.genisys.connector;

import io.genisys.connector.config.HostSection;
import io.genisys.connector.model.HostName;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which hosts other nodes list too. */
interface Sharing {
    /** There are no other nodes. */
    Sharing NONE = new Sharing() {
        @Override
        public Optional<String> owner() {
            return Optional.empty();
        }

        @Override
        public Future<Map<HostName, String>> list(List<HostSection> hosts) {
            return Future.succeededFuture(Map.of());
        }

        @Override
        public boolean isShared(HostSection host) {
            return false;
        }

        @Override
        public boolean isListedElsewhere(HostName host) {
            return false;
        }

        @Override
        public boolean holds(HostName host, long number) {
            return true;
        }
    };

    /** What all nodes write on the containers of hosts that they share; empty if they share none. */
    Optional<String> owner();

    /**
     * Tells the other nodes which hosts this one lists.
     *
     * @return those that it must not, and why
     */
    Future<Map<HostName, String>> list(List<HostSection> hosts);

    /** Whether this node drives that host only while it is assigned to it. */
    boolean isShared(HostSection host);

    /** May be asked by any thread. */
    boolean isListedElsewhere(HostName host);

    /** Whether the assignment of that number holds at this moment; may be asked by any thread. */
    boolean holds(HostName host, long number);
}
