package io.genisys.connector.testing;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Hands events to all open streams. */
final class EventFeed {
    /** @param line JSON, or where there is no action any text */
    private record Item(Optional<String> action, Object line) {}

    /** How long it may take until a client that is gone is noticed: to look costs a system call or three. */
    private static final long LOOK_AGAIN_MILLIS = Long.getLong("genisys.engines.look", 50);

    private static final Item END = new Item(Optional.empty(), "the end");

    private final Set<BlockingQueue<Item>> streams = ConcurrentHashMap.newKeySet();
    private final BooleanSupplier isFrozen;
    private volatile Predicate<String> dropped = action -> false;

    EventFeed(BooleanSupplier isFrozen) {
        this.isFrozen = isFrozen;
    }

    void drop(Predicate<String> actions) {
        dropped = actions;
    }

    void emit(String action, Object json) {
        if (!dropped.test(action)) {
            hand(new Item(Optional.of(action), json));
        }
    }

    void emitRaw(String text) {
        hand(new Item(Optional.empty(), text));
    }

    /** The streams that are open now stay open, and are told nothing any more. */
    void blackHole() {
        streams.clear();
    }

    void end() {
        hand(END);
    }

    private void hand(Item item) {
        streams.forEach(stream -> stream.add(item));
    }

    /** Returns when the stream is to end. */
    void serve(Exchange exchange, Predicate<String> wanted) throws IOException {
        BlockingQueue<Item> stream = new LinkedBlockingQueue<>();
        streams.add(stream);
        try {
            exchange.stream();
            for (Item item = next(stream, exchange); !item.equals(END); item = next(stream, exchange)) {
                if (item.action().isEmpty()) {
                    exchange.raw(item.line().toString());
                } else if (wanted.test(item.action().get())) {
                    exchange.line(item.line());
                }
            }
        } finally {
            streams.remove(stream);
        }
    }

    private Item next(BlockingQueue<Item> stream, Exchange exchange) throws IOException {
        Item next = null;
        while (next == null) {
            exchange.waitWhile(isFrozen);
            exchange.refuseGone();
            next = poll(stream);
        }
        exchange.waitWhile(isFrozen);
        return next;
    }

    private static Item poll(BlockingQueue<Item> stream) {
        try {
            return stream.poll(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
