package io.genisys.connector.pitfalls;

import io.genisys.connector.testing.Exchange;
import io.genisys.connector.testing.Fault;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls that are never answered, until the caller gives up; and how many of them wait at once. */
final class Hang implements Fault {
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Override
    public void strike(Exchange exchange, Work work) throws IOException {
        calls.incrementAndGet();
        most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
        try {
            Fault.freeze().strike(exchange, work);
        } finally {
            waiting.decrementAndGet();
        }
    }

    int calls() {
        return calls.get();
    }

    int mostAtOnce() {
        return most.get();
    }
}
