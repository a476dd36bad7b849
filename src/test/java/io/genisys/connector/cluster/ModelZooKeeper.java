package io.genisys.connector.cluster;

import io.genisys.connector.cluster.Coordination.Step;
import io.genisys.connector.cluster.Coordination.Znode;
import io.genisys.connector.cluster.CoordinationException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An ensemble of ZooKeeper in memory: one order of changes, and clients that each have followed it up to some point. To
 * be used by one thread, or by several lanes.
 */
public final class ModelZooKeeper {
    private final List<NavigableMap<String, Cell>> history = new ArrayList<>(List.of(new TreeMap<>()));
    private final List<ModelClient> clients = new CopyOnWriteArrayList<>();
    private final Set<Long> live = new HashSet<>();
    private long sessions;

    /** @param owner the session that it goes with, 0 if none */
    record Cell(Znode znode, long owner) {}

    /** A connected client. */
    public ModelClient connect(Lane lane) {
        ModelClient client = new ModelClient(this, lane);
        clients.add(client);
        client.resume();
        return client;
    }

    synchronized long newSession() {
        live.add(++sessions);
        return sessions;
    }

    /** How many changes there were. */
    synchronized int size() {
        return history.size() - 1;
    }

    /** What there was after so many changes. */
    synchronized NavigableMap<String, Cell> after(int changes) {
        return history.get(changes);
    }

    /** @throws CoordinationException CONFLICT, or UNKNOWN if the session is over */
    void change(long session, List<Step> steps) {
        synchronized (this) {
            if (!live.contains(session)) {
                throw new CoordinationException(Reason.UNKNOWN, "the session is over");
            }
            NavigableMap<String, Cell> next = new TreeMap<>(after(size()));
            steps.forEach(step -> make(step, session, next));
            history.add(next);
        }
        clients.forEach(ModelClient::followSoon);
    }

    void end(long session) {
        synchronized (this) {
            live.remove(session);
            NavigableMap<String, Cell> next = new TreeMap<>(after(size()));
            next.values().removeIf(cell -> cell.owner() == session);
            history.add(next);
        }
        clients.forEach(ModelClient::followSoon);
    }

    private static void make(Step step, long session, NavigableMap<String, Cell> all) {
        Cell old = all.get(step.path());
        if (step instanceof Step.Create create) {
            String parent = create.path().substring(0, create.path().lastIndexOf('/'));
            refuseUnless(old == null && (parent.isEmpty() || all.containsKey(parent)), step);
            all.put(create.path(), new Cell(new Znode(create.data(), 0), create.isEphemeral() ? session : 0));
            return;
        }
        refuseUnless(old != null, step);
        if (step instanceof Step.Put put) {
            refuseUnless(old.znode().version() == put.version(), step);
            all.put(put.path(), new Cell(new Znode(put.data(), put.version() + 1), old.owner()));
        } else if (step instanceof Step.Check check) {
            refuseUnless(old.znode().version() == check.version(), step);
        } else {
            refuseUnless(!hasChildren(step.path(), all), step);
            all.remove(step.path());
        }
    }

    private static boolean hasChildren(String path, NavigableMap<String, Cell> all) {
        String below = all.higherKey(path + "/");
        return below != null && below.startsWith(path + "/");
    }

    private static void refuseUnless(boolean holds, Step step) {
        if (!holds) {
            throw new CoordinationException(Reason.CONFLICT, "refused: " + step);
        }
    }
}
