package io.genisys.connector.http;

import io.genisys.connector.model.ClusterView;
import io.genisys.connector.model.ClusterView.Contact;
import io.genisys.connector.model.ClusterView.Lead;
import io.genisys.connector.model.ClusterView.Member;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.SeenCluster;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The cluster, as this node sees it. */
final class ClusterRoute implements Action {
    private static final double SECOND = 1_000.0;

    private final SeenCluster cluster;

    ClusterRoute(SeenCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Future<Answer> answer(RoutingContext request) {
        return Future.succeededFuture(Answer.json(200, json(cluster.view())));
    }

    private static JsonObject json(ClusterView view) {
        return new JsonObject()
                .put("name", view.self().cluster())
                .put("node", view.node())
                .put("quorum", view.hasQuorum())
                .put("leader", view.lead().map(Lead::node).orElse(null))
                .put("epoch", view.lead().map(Lead::epoch).orElse(null))
                .put(
                        "members",
                        new JsonArray(view.members().stream()
                                .map(member -> json(member, state(view, member)))
                                .toList()))
                .put("voters", view.voters().map(ClusterRoute::json).orElse(null))
                .put("settings_differ", new JsonArray(view.differences()))
                .put(
                        "certificate_expires",
                        view.certificateEnd().map(Instant::toString).orElse(null));
    }

    private static JsonObject json(ClusterView.Voters voters) {
        return new JsonObject()
                .put("configured", voters.configured())
                .put("up", voters.up())
                .put("needed", voters.needed());
    }

    private static String state(ClusterView view, Member member) {
        String known = member.isUp() ? "up" : "gone";
        return view.isKnown(member) ? known : "unknown";
    }

    private static JsonObject json(Member member, String state) {
        Optional<Contact> contact = member.contact();
        return new JsonObject()
                .put("name", member.name())
                .put("address", member.address())
                .put("release", member.release().orElse(null))
                .put("voter", member.isVoter())
                .put("state", state)
                .put(
                        "hosts",
                        new JsonArray(member.hosts().stream()
                                .map(HostName::value)
                                .sorted()
                                .toList()))
                .put(
                        "last_heard_seconds",
                        contact.flatMap(Contact::silence)
                                .map(Duration::toSeconds)
                                .orElse(null))
                .put(
                        "clock_offset_seconds",
                        contact.flatMap(Contact::clockOffset)
                                .map(offset -> offset.toMillis() / SECOND)
                                .orElse(null))
                .put(
                        "bus",
                        contact.map(heard -> heard.isHeard() ? "ok" : "broken").orElse(null));
    }
}
