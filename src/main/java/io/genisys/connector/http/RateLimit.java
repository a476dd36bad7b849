package io.genisys.connector.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many requests each user or token, or without a log-in each address, may make: that number a second, and as many
 * at once. It knows the newest callers only. Used from one context only.
 */
final class RateLimit implements Handler<RoutingContext> {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST = 4096;

    private final int rate;
    private final LongSupplier nanos;
    /** Up to when each has used up what it may. */
    private final Map<String, Long> spent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    /**
     * @param rate requests a second, at least 1
     * @param nanos a steady time
     */
    RateLimit(int rate, LongSupplier nanos) {
        this.rate = rate;
        this.nanos = nanos;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (!takes(caller(ctx))) {
            ctx.response().putHeader("Retry-After", "1");
            throw new HttpException(429, "a caller may make " + rate + " requests a second; wait for a second");
        }
        ctx.next();
    }

    /** Whether one more is within what it may. */
    boolean takes(String caller) {
        long now = nanos.getAsLong();
        Long until = spent.get(caller);
        long from = until == null || until - now < 0 ? now : until;
        boolean isWithin = from - now <= SECOND - SECOND / rate;
        if (isWithin) {
            spent.put(caller, from + SECOND / rate);
        }
        return isWithin;
    }

    /** No user is named like an address with a blank before it. */
    private static String caller(RoutingContext ctx) {
        return Identity.of(ctx)
                .map(Identity::name)
                .orElseGet(() -> " " + ctx.request().remoteAddress().hostAddress());
    }
}
