package io.genisys.connector.cluster;

import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.ClusterView.Contact;
import io.genisys.connector.model.SteadyClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Asks all other nodes through the event bus how they are. What the session of a node says is not enough: its bus may
 * be broken while its session is fine.
 */
final class Probes {
    static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(3);
    /** Two probes without an answer. */
    private static final Duration SILENT = PERIOD.multipliedBy(2);

    private static final String ADDRESS = "genisys.node.";

    private final Vertx vertx;
    private final Membership membership;
    private final SteadyClock clock;
    private final Supplier<NodeReport> self;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private volatile Instant lastHeard;

    /** @param wall what the wall clock of the answering node showed */
    record Answer(NodeReport report, Instant wall) {}

    /** @param offset by how much its wall clock is ahead of ours */
    private record Heard(Instant at, Duration offset, NodeReport report) {}

    Probes(Vertx vertx, Membership membership, SteadyClock clock, Supplier<NodeReport> self) {
        this.vertx = vertx;
        this.membership = membership;
        this.clock = clock;
        this.self = self;
        this.lastHeard = clock.instant();
    }

    /** @param round is called after each round of questions */
    Future<Void> start(Runnable round) {
        vertx.setPeriodic(1, PERIOD.toMillis(), timer -> {
            askAll();
            round.run();
        });
        return vertx.eventBus()
                .<Buffer>consumer(
                        ADDRESS + membership.id(),
                        question ->
                                question.reply(Buffer.buffer(ModelJson.write(new Answer(self.get(), clock.wall())))))
                .completion();
    }

    /** Whether that node works with the others: one that does not fit together with them ends before. */
    static boolean answers(String id, Member member) {
        return member.handlers().containsKey(ADDRESS + id);
    }

    private void askAll() {
        Set<String> ids = membership.members().keySet();
        heard.keySet().retainAll(ids);
        ids.stream().filter(id -> !id.equals(membership.id())).forEach(this::ask);
    }

    private void ask(String id) {
        Instant sent = clock.wall();
        vertx.eventBus()
                .<Buffer>request(
                        ADDRESS + id, Buffer.buffer(), new DeliveryOptions().setSendTimeout(LONGEST.toMillis()))
                .onSuccess(reply -> hear(id, ModelJson.read(reply.body().getBytes(), Answer.class), sent));
    }

    private void hear(String id, Answer answer, Instant sent) {
        Instant middle = sent.plus(Duration.between(sent, clock.wall()).dividedBy(2));
        lastHeard = clock.instant();
        heard.put(id, new Heard(lastHeard, Duration.between(middle, answer.wall()), answer.report()));
    }

    /** How that other node is heard. */
    Contact contact(String id) {
        Optional<Heard> last = Optional.ofNullable(heard.get(id));
        return new Contact(last.map(this::silence), last.map(Heard::offset), isHeard(id));
    }

    private Duration silence(Heard last) {
        return Duration.between(last.at(), clock.instant());
    }

    private boolean isHeard(String id) {
        return Optional.ofNullable(heard.get(id))
                .filter(last -> silence(last).compareTo(SILENT) < 0)
                .isPresent();
    }

    /** What that node last told of itself; of this one, what it is now. */
    Optional<NodeReport> report(String id) {
        return id.equals(membership.id())
                ? Optional.of(self.get())
                : Optional.ofNullable(heard.get(id)).map(Heard::report);
    }

    /** What this node hears by now. */
    Judge.Round round(boolean hasQuorum, boolean isLeading) {
        Set<String> ids = membership.members().keySet();
        int others = (int) ids.stream()
                .filter(id -> !id.equals(membership.id()) && isHeard(id))
                .count();
        return new Judge.Round(ids.size(), others, lastHeard, hasQuorum, isLeading);
    }
}
