package io.genisys.connector.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;

/** Takes what the body of a request needs from the budget, until the request is answered or gone. */
final class BodyBudget {
    private static final String REFUSAL = BodyBudget.class.getName();

    private final Callers callers;
    private final Budget budget;

    BodyBudget(Callers callers, Budget budget) {
        this.callers = callers;
        this.budget = budget;
    }

    /** Refuses a body before any of it is kept. */
    void take(RoutingContext ctx) {
        long length = length(ctx, Limits.BODY_BYTES, "");
        if (!budget.bodies().take(length)) {
            throw Busy.with("bodies of requests");
        }
        callers.atEnd(ctx.request(), () -> budget.bodies().give(length));
        ctx.next();
    }

    /** A document is read alone, and nothing else is read while what it says is carried out. */
    void takeDocument(RoutingContext ctx) {
        length(ctx, budget.imports().documentBytes(), ", which this connector's heap bears; java's -Xmx sets it");
        if (!budget.imports().turns().take(1)) {
            throw Busy.with("than one import at a time");
        }
        Turn turn = new Turn(budget.imports().turns());
        callers.atEnd(ctx.request(), turn::leave);
        ctx.put(Turn.KEY, turn);
        ctx.next();
    }

    /** Why a body is too large, if that shows while it is read. */
    static Optional<String> refusal(RoutingContext ctx) {
        return Optional.ofNullable(ctx.get(REFUSAL));
    }

    /** @return the most that it may be, if it is not said */
    private static long length(RoutingContext ctx, int most, String why) {
        String refusal = "the body is larger than " + most + " bytes" + why;
        ctx.put(REFUSAL, refusal);
        String text = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        long length = text == null ? most : Long.parseLong(text);
        if (length > most) {
            throw new HttpException(413, refusal);
        }
        return length;
    }
}
