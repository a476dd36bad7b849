package io.genisys.connector.metrics;

import static io.genisys.connector.metrics.Families.set;

import io.genisys.connector.model.ClusterView;
import io.genisys.connector.model.ClusterView.Lead;
import io.genisys.connector.model.ClusterView.Member;

/** What a node of a cluster knows of it. */
final class ClusterMetrics {
    private ClusterMetrics() {}

    static void write(Families families, ClusterView view) {
        boolean leads = view.lead().map(Lead::node).filter(view.node()::equals).isPresent();
        set(families.gauge("genisys_leader", "1 if this node leads the cluster, else 0."), leads ? 1 : 0);
        set(
                families.gauge(
                        "genisys_quorum", "1 if this node has a connection to a majority of the voters, else 0."),
                view.hasQuorum() ? 1 : 0);
        set(families.gauge("genisys_members", "The nodes of the cluster that are up, as this node sees it."), (int)
                view.members().stream().filter(Member::isUp).count());
    }
}
