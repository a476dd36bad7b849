package io.genisys.connector.http;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * The one place for a document. A caller who goes while it is carried out leaves it taken to the end. Used from one
 * context only.
 */
final class Turn {
    static final String KEY = Turn.class.getName();

    private final Purse places;
    private boolean hasLeft;
    private boolean isActing;

    Turn(Purse places) {
        this.places = places;
    }

    <T> Future<T> act(Supplier<Future<T>> step) {
        isActing = true;
        return step.get().onComplete(done -> {
            isActing = false;
            leave();
        });
    }

    /** The caller is answered, or gone. */
    void leave() {
        if (!isActing && !hasLeft) {
            hasLeft = true;
            places.give(1);
        }
    }
}
