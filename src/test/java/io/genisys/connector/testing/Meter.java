package io.genisys.connector.testing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the calls that come in. */
final class Meter {
    private final List<Call> calls = new ArrayList<>();
    private final Map<Endpoint, Integer> counts = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, Integer> underWay = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, Integer> most = new EnumMap<>(Endpoint.class);

    synchronized Call enter(Request request) {
        Endpoint endpoint = Endpoint.of(request);
        Call call = new Call(endpoint, counts.merge(endpoint, 1, Integer::sum), request);
        calls.add(call);
        most.merge(endpoint, underWay.merge(endpoint, 1, Integer::sum), Math::max);
        return call;
    }

    synchronized void leave(Call call) {
        underWay.merge(call.endpoint(), -1, Integer::sum);
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized int count(Endpoint endpoint) {
        return counts.getOrDefault(endpoint, 0);
    }

    synchronized int underWay(Endpoint endpoint) {
        return underWay.getOrDefault(endpoint, 0);
    }

    synchronized int mostAtOnce(Endpoint endpoint) {
        return most.getOrDefault(endpoint, 0);
    }
}
