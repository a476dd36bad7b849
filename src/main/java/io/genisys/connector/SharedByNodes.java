package io.genisys.connector;

import io.genisys.connector.cluster.ClusterNode;
import io.genisys.connector.cluster.Identity;
import io.genisys.connector.config.HostSection;
import io.genisys.connector.model.HostName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hosts of a cluster: an engine that is reached by TCP may be listed by several of its nodes. */
record SharedByNodes(ClusterNode node) implements Sharing {
    @Override
    public Optional<String> owner() {
        return node.owner();
    }

    /** Ends on the context of the caller. */
    @Override
    public Future<Map<HostName, String>> list(List<HostSection> hosts) {
        Context caller = Vertx.currentContext();
        Promise<Map<HostName, String>> listed = Promise.promise();
        node.hosts().list(ClusterNodes.urls(hosts)).onComplete(done -> caller.runOnContext(now -> listed.handle(done)));
        return listed.future();
    }

    @Override
    public boolean isShared(HostSection host) {
        return Identity.isShared(host.url());
    }

    @Override
    public boolean isListedElsewhere(HostName host) {
        return node.hosts().isListedElsewhere(host);
    }

    @Override
    public boolean holds(HostName host, long number) {
        return node.hosts().holds(host, number);
    }
}
