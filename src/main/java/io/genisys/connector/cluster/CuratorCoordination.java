package io.genisys.connector.cluster;

import io.genisys.connector.cluster.CoordinationException.Reason;
import io.genisys.connector.model.Listeners;
import io.genisys.connector.model.Registration;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * ZooKeeper, by way of Curator, which keeps the connection. Calls go to ZooKeeper's own client: Curator would repeat
 * them after a lost connection, and hide that the outcome is not known.
 */
final class CuratorCoordination implements Coordination {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final CuratorFramework curator;
    private final Lane lane;
    private final String root;
    private final Listeners<Consumer<Session>> listeners = new Listeners<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private volatile Session session = Session.LOST;
    /** How often the connection turned; one thing that was begun before is of no use after. */
    private int turns;

    /**
     * @param curator started, and to be closed by its owner
     * @param root what all paths are below, such as {@code /genisys}; it is made if it is not there
     */
    CuratorCoordination(CuratorFramework curator, Lane lane, String root) {
        this.curator = curator;
        this.lane = lane;
        this.root = root;
        curator.getConnectionStateListenable().addListener((client, state) -> lane.execute(() -> turn(state)));
        if (curator.getZookeeperClient().isConnected()) {
            lane.execute(() -> turn(ConnectionState.CONNECTED));
        }
    }

    private void turn(ConnectionState now) {
        turns++;
        switch (now) {
            case CONNECTED, RECONNECTED -> makeRoot(turns);
            case SUSPENDED -> become(Session.SUSPENDED);
            case LOST -> become(Session.LOST);
            case READ_ONLY -> throw new IllegalStateException("no client asks for that");
        }
    }

    private void makeRoot(int turn) {
        this.<Void>send((zookeeper, answer) -> zookeeper.create(
                        root,
                        new byte[0],
                        ZooDefs.Ids.OPEN_ACL_UNSAFE,
                        CreateMode.PERSISTENT,
                        (code, asked, context, name) -> answer.end(code, () -> null),
                        null))
                .onComplete(made -> {
                    if (turn == turns && (made.succeeded() || isThere(made.cause()))) {
                        watches.forEach(this::place);
                        become(Session.CONNECTED);
                    } else if (turn == turns) {
                        lane.after(PAUSE, () -> makeRootAgain(turn));
                    }
                });
    }

    private void makeRootAgain(int turn) {
        if (turn == turns) {
            makeRoot(turn);
        }
    }

    private void become(Session next) {
        if (next != session) {
            session = next;
            listeners.tell(listener -> listener.accept(next));
        }
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public Registration listen(Consumer<Session> listener) {
        return listeners.add(listener);
    }

    @Override
    public Future<Optional<Znode>> read(String path) {
        return this.<Optional<Znode>>call((zookeeper, answer) -> zookeeper.getData(
                        root + path,
                        false,
                        (code, asked, context, data, stat) ->
                                answer.end(code, () -> Optional.of(new Znode(Buffer.buffer(data), stat.getVersion()))),
                        null))
                .recover(error -> isMissing(error) ? Future.succeededFuture(Optional.empty()) : failed(error));
    }

    @Override
    public Future<List<String>> children(String path) {
        return this.<List<String>>call((zookeeper, answer) -> zookeeper.getChildren(
                        root + path,
                        false,
                        (int code, String asked, Object context, List<String> names) ->
                                answer.end(code, () -> List.copyOf(names)),
                        null))
                .recover(error -> isMissing(error) ? Future.succeededFuture(List.of()) : failed(error));
    }

    @Override
    public Future<Void> change(List<Step> steps) {
        return this.<Void>call((zookeeper, answer) -> zookeeper.multi(
                        steps.stream().map(this::op).toList(),
                        (code, asked, context, results) -> answer.end(code, () -> null),
                        null))
                .recover(CuratorCoordination::failed);
    }

    @Override
    public Registration watch(String path, Runnable changed) {
        Watch watch = new Watch(path, changed);
        watches.add(watch);
        if (session == Session.CONNECTED) {
            place(watch);
        }
        return () -> watches.remove(watch);
    }

    /** A watch goes with its session, and while it is moved to another server a change may be missed. */
    private void place(Watch watch) {
        this.<Void>send((zookeeper, answer) -> zookeeper.addWatch(
                        root + watch.path,
                        watch,
                        AddWatchMode.PERSISTENT,
                        (code, asked, context) -> answer.end(code, () -> null),
                        null))
                .onSuccess(placed -> watch.tell());
    }

    private final class Watch implements Watcher {
        private final String path;
        private final Runnable changed;

        Watch(String path, Runnable changed) {
            this.path = path;
            this.changed = changed;
        }

        @Override
        public void process(WatchedEvent event) {
            if (event.getType() != Event.EventType.None) {
                lane.execute(this::tell);
            }
        }

        void tell() {
            if (watches.contains(this)) {
                changed.run();
            }
        }
    }

    @Override
    public Future<Void> sync() {
        return this.<Void>call((zookeeper, answer) ->
                        zookeeper.sync(root, (code, asked, context) -> answer.end(code, () -> null), null))
                .recover(CuratorCoordination::failed);
    }

    private Op op(Step step) {
        String path = root + step.path();
        if (step instanceof Step.Create create) {
            return Op.create(
                    path,
                    create.data().getBytes(),
                    ZooDefs.Ids.OPEN_ACL_UNSAFE,
                    create.isEphemeral() ? CreateMode.EPHEMERAL : CreateMode.PERSISTENT);
        }
        if (step instanceof Step.Put put) {
            return Op.setData(path, put.data().getBytes(), put.version());
        }
        return step instanceof Step.Check check ? Op.check(path, check.version()) : Op.delete(path, -1);
    }

    private interface Call<T> {
        void make(ZooKeeper zookeeper, Answer<T> answer) throws KeeperException, InterruptedException;
    }

    private final class Answer<T> {
        private final Promise<T> promise = Promise.promise();

        void end(int code, Supplier<T> value) {
            lane.execute(() -> {
                if (code == Code.OK.intValue()) {
                    promise.tryComplete(value.get());
                } else {
                    promise.tryFail(KeeperException.create(Code.get(code)));
                }
            });
        }
    }

    private <T> Future<T> call(Call<T> call) {
        return session == Session.CONNECTED ? send(call) : Future.failedFuture(notConnected());
    }

    private <T> Future<T> send(Call<T> call) {
        Answer<T> answer = new Answer<>();
        try {
            call.make(curator.getZookeeperClient().getZooKeeper(), answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Future.failedFuture(notConnected());
        } catch (Exception e) {
            return Future.failedFuture(notConnected());
        }
        return answer.promise.future();
    }

    private static CoordinationException notConnected() {
        return new CoordinationException(Reason.NOT_CONNECTED, "there is no connection to a quorum of ZooKeeper");
    }

    private static boolean isThere(Throwable error) {
        return error instanceof KeeperException.NodeExistsException;
    }

    private static boolean isMissing(Throwable error) {
        return error instanceof KeeperException.NoNodeException;
    }

    private static <T> Future<T> failed(Throwable error) {
        return Future.failedFuture(error instanceof KeeperException keeper ? of(keeper) : error);
    }

    private static CoordinationException of(KeeperException error) {
        Reason reason =
                switch (error.code()) {
                    case NONODE, NODEEXISTS, BADVERSION, NOTEMPTY -> Reason.CONFLICT;
                    case CONNECTIONLOSS, OPERATIONTIMEOUT, REQUESTTIMEOUT, SESSIONEXPIRED, SESSIONMOVED ->
                        Reason.UNKNOWN;
                    default -> Reason.INTERNAL;
                };
        return new CoordinationException(reason, "ZooKeeper answered " + error.code());
    }
}
