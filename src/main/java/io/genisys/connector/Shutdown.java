package io.genisys.connector;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The order in which the connector's verticles stop. Left to itself Vert.x stops them all at once, and a request that
 * is being answered would lose what it waits for.
 */
final class Shutdown {
    private final List<Promise<Object>> first = new CopyOnWriteArrayList<>();

    /** One of those that stop first. */
    Deployable phaseOne(Deployable verticle) {
        Promise<Object> stopped = Promise.promise();
        return new Deployable() {
            @Override
            public Future<?> deploy(Context context) throws Exception {
                return verticle.deploy(context).onSuccess(started -> first.add(stopped));
            }

            @Override
            public Future<?> undeploy(Context context) throws Exception {
                return verticle.undeploy(context).onComplete(done -> stopped.tryComplete());
            }
        };
    }

    /** One of those that stop when the first ones have. */
    PhaseTwo phaseTwo(Deployable verticle) {
        return new PhaseTwo(verticle);
    }

    /** Stops when the first ones have, or before them once it was detached. */
    final class PhaseTwo implements Deployable {
        private final Deployable verticle;
        private volatile boolean isDetached;

        private PhaseTwo(Deployable verticle) {
            this.verticle = verticle;
        }

        /** From now on it stops when it is told to, while all else goes on. */
        void detach() {
            isDetached = true;
        }

        @Override
        public Future<?> deploy(Context context) throws Exception {
            return verticle.deploy(context);
        }

        @Override
        public Future<?> undeploy(Context context) {
            return isDetached ? undeployNow(context) : Future.join(stopped()).transform(done -> undeployNow(context));
        }

        private Future<?> undeployNow(Context context) {
            try {
                return verticle.undeploy(context);
            } catch (Exception e) {
                return Future.failedFuture(e);
            }
        }
    }

    private List<Future<Object>> stopped() {
        List<Future<Object>> all = new ArrayList<>();
        first.forEach(promise -> all.add(promise.future()));
        return all;
    }
}
