package io.genisys.connector.http;

import io.vertx.ext.web.RoutingContext;

/** Sends answers; large ones only as far as there is room for those that are taken slowly. */
final class Sending {
    private static final int LARGE_BYTES = 64 * 1024;

    private final Callers callers;
    private final Purse bytes;

    Sending(Callers callers, Purse bytes) {
        this.callers = callers;
        this.bytes = bytes;
    }

    void send(RoutingContext ctx, Answer answer) {
        int length = answer.length();
        if (length <= LARGE_BYTES) {
            answer.send(ctx.response());
            return;
        }
        // one that is larger than all that may be under way goes alone
        long taken = Math.min(length, bytes.most());
        if (!bytes.take(taken)) {
            ctx.fail(Busy.with("large answers on their way"));
            return;
        }
        answer.send(ctx.response()).onComplete(sent -> bytes.give(taken));
        callers.answered(ctx.request().connection());
    }
}
