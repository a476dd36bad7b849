package io.genisys.connector.cluster;

import io.genisys.connector.catalog.Floor;
import io.genisys.connector.cluster.Coordination.Session;
import io.genisys.connector.cluster.Coordination.Step;
import io.genisys.connector.cluster.Coordination.Znode;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.Listeners;
import io.genisys.connector.model.Protocol;
import io.genisys.connector.model.Registration;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who belongs to the cluster right now. Each node has one znode with all that it tells of itself, which goes with its
 * session and is made again in the next one. A single znode has one order of versions, so an older state of a node is
 * never seen after a newer one.
 *
 * <p>To be used on the {@link Lane} only, unless said otherwise.
 */
final class Membership {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final String PATH = "/nodes";
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** A znode with all that comes with it stays below 256 KiB. */
    private static final int LARGEST = Parts.LARGEST;

    private final Coordination coordination;
    private final Lane lane;
    private final String id;
    private final Listeners<Listener> listeners = new Listeners<>();
    private final Joins joins;
    private final Map<String, Registration> watched = new HashMap<>();
    private List<Promise<Void>> waiting = new ArrayList<>();
    private Member own;
    /** What is in the znode of this node; empty if that is not known. */
    private Optional<Member> written = Optional.empty();

    private int version;
    private boolean isBusy;
    private boolean hasEnded;
    private volatile Map<String, Member> members = Map.of();

    /** @param id of this node as long as its process runs, and of no other one */
    Membership(Coordination coordination, Lane lane, String id, Member own) {
        this.coordination = coordination;
        this.lane = lane;
        this.id = id;
        this.own = own;
        this.joins = new Joins(coordination, lane);
    }

    /** Is told of each change, on the lane. */
    interface Listener {
        void changed(Map<String, Member> before, Map<String, Member> after);
    }

    String id() {
        return id;
    }

    /** By their ids; may be called by any thread. */
    Map<String, Member> members() {
        return members;
    }

    /** What all members understand; may be called by any thread. */
    Floor floor() {
        return members.values().stream()
                .map(Member::about)
                .min(Comparator.comparingInt(Member.About::protocol).thenComparing(Member.About::node))
                .map(oldest -> new Floor(
                        Math.min(Math.max(oldest.protocol(), Protocol.FIRST), Protocol.NEWEST),
                        oldest.node(),
                        oldest.release()))
                .orElse(Floor.NONE);
    }

    Joins joins() {
        return joins;
    }

    Registration listen(Listener listener) {
        return listeners.add(listener);
    }

    /** Joins. Ends when the others can know, and this one knows the others. */
    Future<Void> begin() {
        Registration unusedListener = coordination.listen(session -> {
            written = Optional.empty();
            if (session == Session.CONNECTED) {
                write();
            }
        });
        return folder().compose(made -> joins.raise())
                .compose(raised -> {
                    Registration unusedWatch = coordination.watch(PATH, this::refresh);
                    return tell(same -> same);
                })
                .compose(told -> readAll());
    }

    private Future<Void> folder() {
        return coordination
                .change(List.of(new Step.Create(PATH, Buffer.buffer())))
                .recover(error -> CoordinationException.isConflict(error)
                        ? Future.succeededFuture()
                        : CoordinationException.isOfConnection(error)
                                ? Later.after(lane, PAUSE, this::folder)
                                : Future.failedFuture(error));
    }

    /** Tells the others something else of this node. Ends when they can know. */
    Future<Void> tell(UnaryOperator<Member> change) {
        if (hasEnded) {
            return Future.failedFuture("this node has left the cluster");
        }
        Member next = change.apply(own);
        if (json(next).length() > LARGEST) {
            return Future.failedFuture("this node has more handlers on its event bus than a cluster takes");
        }
        own = next;
        Promise<Void> told = Promise.promise();
        waiting.add(told);
        write();
        return told.future();
    }

    /** Takes out what is known of a process that has ended. */
    Future<Void> bury(String ended) {
        Promise<Void> buried = Promise.promise();
        coordination.change(List.of(new Step.Delete(path(ended)))).onComplete(done -> {
            refresh();
            buried.complete();
        });
        return buried.future();
    }

    /** Leaves. */
    Future<Void> end() {
        hasEnded = true;
        waiting.forEach(told -> told.fail("this node has left the cluster"));
        waiting.clear();
        Promise<Void> left = Promise.promise();
        coordination.change(List.of(new Step.Delete(path(id)))).onComplete(done -> left.complete());
        return left.future();
    }

    /** One write at a time: it brings all that was told until then. */
    private void write() {
        if (isBusy || hasEnded || coordination.session() != Session.CONNECTED || isWritten()) {
            return;
        }
        isBusy = true;
        Member next = own;
        List<Promise<Void>> asked = waiting;
        waiting = new ArrayList<>();
        (written.isPresent() ? put(next) : renew(next)).onComplete(done -> {
            isBusy = false;
            if (done.succeeded()) {
                written = Optional.of(next);
                see(id, Optional.of(next));
                asked.forEach(Promise::complete);
                write();
            } else {
                written = Optional.empty();
                waiting.addAll(0, asked);
                LOG.debug("this node is told of again: {}", done.cause().getMessage());
                lane.after(PAUSE, this::write);
            }
        });
    }

    private boolean isWritten() {
        return waiting.isEmpty() && written.isPresent() && written.get().equals(own);
    }

    private Future<Void> put(Member next) {
        return coordination
                .change(List.of(new Step.Put(path(id), json(next), version)))
                .onSuccess(made -> version++);
    }

    /** In place of the one that may be there from a session before, and would go with that one. */
    private Future<Void> renew(Member next) {
        Step create = new Step.Create(path(id), json(next), true);
        return coordination
                .read(path(id))
                .compose(found -> coordination.change(
                        found.isPresent() ? List.of(new Step.Delete(path(id)), create) : List.of(create)))
                .onSuccess(made -> version = 0);
    }

    private void refresh() {
        readAll().onFailure(error -> LOG.debug("the members are looked at again: {}", error.getMessage()));
    }

    private Future<Void> readAll() {
        return coordination.children(PATH).compose(ids -> {
            Set<String> gone = new HashSet<>(watched.keySet());
            ids.forEach(gone::remove);
            gone.forEach(this::forget);
            return Future.join(ids.stream()
                            .filter(other -> !other.equals(id) && !watched.containsKey(other))
                            .map(this::follow)
                            .toList())
                    .mapEmpty();
        });
    }

    /** Ends when this node knows of the others what they had told before. */
    Future<Void> readAgain() {
        return coordination.sync().compose(synced -> readAll()).compose(all -> Future.join(
                        List.copyOf(watched.keySet()).stream().map(this::read).toList())
                .mapEmpty());
    }

    private void forget(String gone) {
        watched.remove(gone).end();
        see(gone, Optional.empty());
    }

    private Future<Void> follow(String other) {
        watched.put(other, coordination.watch(path(other), () -> read(other).onFailure(error -> {})));
        return read(other);
    }

    private Future<Void> read(String other) {
        return coordination.read(path(other)).map(found -> {
            if (watched.containsKey(other)) {
                see(other, found.flatMap(znode -> member(other, znode)));
            }
            return null;
        });
    }

    private static Optional<Member> member(String other, Znode znode) {
        try {
            return Optional.of(ModelJson.read(znode.data().getBytes(), Member.class));
        } catch (RuntimeException e) {
            LOG.warn("What node {} tells of itself cannot be read by this release: {}", other, e.getMessage());
            return Optional.empty();
        }
    }

    private void see(String of, Optional<Member> now) {
        Map<String, Member> before = members;
        Map<String, Member> after = new HashMap<>(before);
        now.ifPresentOrElse(member -> after.put(of, member), () -> after.remove(of));
        if (!after.equals(before)) {
            members = Map.copyOf(after);
            listeners.tell(listener -> listener.changed(before, members));
        }
    }

    private static Buffer json(Member member) {
        return Buffer.buffer(ModelJson.write(member));
    }

    private static String path(String of) {
        return PATH + "/" + of;
    }
}
