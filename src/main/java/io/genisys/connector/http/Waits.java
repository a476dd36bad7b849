package io.genisys.connector.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What callers of this server wait for. If it is about to stop, each of them is told how far it is, and what was asked
 * for goes on. Used from one context only.
 */
public final class Waits {
    private final Set<Runnable> open = new LinkedHashSet<>();

    /**
     * The answer, or what is known before it comes if the callers are {@linkplain #release released}.
     *
     * @param early is asked then
     */
    public <T> Future<T> until(Future<T> answer, Supplier<Future<T>> early) {
        Promise<T> first = Promise.promise();
        Runnable release = () -> early.get().onSuccess(first::tryComplete).onFailure(first::tryFail);
        open.add(release);
        answer.onSuccess(first::tryComplete).onFailure(first::tryFail);
        return first.future().onComplete(done -> open.remove(release));
    }

    public void release() {
        List.copyOf(open).forEach(Runnable::run);
    }
}
