package io.genisys.connector.cluster;

import io.genisys.connector.cluster.CoordinationException.Reason;
import io.genisys.connector.model.Listeners;
import io.genisys.connector.model.Registration;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A node's connection to a {@link ModelZooKeeper}, which can be made to fail. What its lane delays is late. */
public final class ModelClient implements Coordination {
    private final ModelZooKeeper ensemble;
    private final Lane lane;
    private final Listeners<Consumer<Session>> listeners = new Listeners<>();
    private final Map<Object, Runnable> watches = new ConcurrentHashMap<>();
    private final Map<Object, String> watched = new ConcurrentHashMap<>();
    private volatile Session state = Session.LOST;
    private volatile Fate next = Fate.ANSWERED;
    private volatile boolean isBehind;
    private long session;
    private int at;

    /** What becomes of a change. */
    public enum Fate {
        ANSWERED,
        /** It is made, but the connection goes before the answer comes. */
        ANSWER_LOST,
        /** The connection goes before it arrives. */
        REQUEST_LOST
    }

    ModelClient(ModelZooKeeper ensemble, Lane lane) {
        this.ensemble = ensemble;
        this.lane = lane;
    }

    /** What becomes of the next change. */
    public void next(Fate fate) {
        next = fate;
    }

    /** Its server follows nothing until it is asked to sync, or {@code false} is said. */
    public void behind(boolean isSo) {
        isBehind = isSo;
        if (!isSo) {
            followSoon();
        }
    }

    /** The connection goes. */
    public void suspend() {
        become(Session.SUSPENDED);
    }

    /** The ensemble ends the session; the client learns of it when it is connected again. */
    public void expire() {
        if (session != 0) {
            ensemble.end(session);
        }
        session = 0;
        become(Session.LOST);
    }

    /** The connection is there again, with a new session if the last one is over. */
    public void resume() {
        if (session == 0) {
            session = ensemble.newSession();
        }
        become(Session.CONNECTED);
        lane.execute(() -> watches.values().forEach(Runnable::run));
        followSoon();
    }

    private void become(Session now) {
        state = now;
        lane.execute(() -> listeners.tell(listener -> listener.accept(now)));
    }

    void followSoon() {
        lane.execute(() -> {
            if (state == Session.CONNECTED && !isBehind) {
                follow();
            }
        });
    }

    private void follow() {
        NavigableMap<String, ModelZooKeeper.Cell> before = ensemble.after(at);
        at = ensemble.size();
        NavigableMap<String, ModelZooKeeper.Cell> now = ensemble.after(at);
        watched.forEach((watch, path) -> {
            if (!Objects.equals(before.get(path), now.get(path))
                    || !children(before, path).equals(children(now, path))) {
                Optional.ofNullable(watches.get(watch)).ifPresent(Runnable::run);
            }
        });
    }

    @Override
    public Session session() {
        return state;
    }

    @Override
    public Registration listen(Consumer<Session> listener) {
        return listeners.add(listener);
    }

    @Override
    public Future<Optional<Znode>> read(String path) {
        return call(() -> Optional.ofNullable(ensemble.after(at).get(path)).map(ModelZooKeeper.Cell::znode));
    }

    @Override
    public Future<List<String>> children(String path) {
        return call(() -> children(ensemble.after(at), path));
    }

    private static List<String> children(NavigableMap<String, ModelZooKeeper.Cell> all, String path) {
        return all.subMap(path + "/", path + "0").keySet().stream()
                .filter(name -> name.indexOf('/', path.length() + 1) < 0)
                .map(name -> name.substring(path.length() + 1))
                .toList();
    }

    @Override
    public Future<Void> change(List<Step> steps) {
        return call(() -> {
            Fate fate = next;
            next = Fate.ANSWERED;
            if (fate != Fate.REQUEST_LOST) {
                ensemble.change(session, steps);
                follow();
            }
            if (fate != Fate.ANSWERED) {
                suspend();
                throw new CoordinationException(Reason.UNKNOWN, "the connection was lost");
            }
            return null;
        });
    }

    @Override
    public Registration watch(String path, Runnable changed) {
        Object watch = new Object();
        watches.put(watch, changed);
        watched.put(watch, path);
        lane.execute(changed);
        return () -> {
            watches.remove(watch);
            watched.remove(watch);
        };
    }

    @Override
    public Future<Void> sync() {
        return call(() -> {
            follow();
            return null;
        });
    }

    private <T> Future<T> call(Supplier<T> made) {
        if (state != Session.CONNECTED) {
            return Future.failedFuture(new CoordinationException(Reason.NOT_CONNECTED, "there is no connection"));
        }
        Promise<T> answer = Promise.promise();
        lane.execute(() -> {
            if (state != Session.CONNECTED) {
                answer.fail(new CoordinationException(Reason.UNKNOWN, "the connection was lost"));
                return;
            }
            try {
                answer.complete(made.get());
            } catch (CoordinationException refusal) {
                answer.fail(refusal);
            }
        });
        return answer.future();
    }
}
