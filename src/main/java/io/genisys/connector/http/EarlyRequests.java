package io.genisys.connector.http;

import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Requests that come while the connector still finds out what is wanted and what runs. That it lives, and that it is
 * not ready, is answered at once. All else waits: who asks for a status during a start gets the right number, and not
 * an error, which counts as 0. Used from one context only.
 */
final class EarlyRequests {
    private final HostGuard guard;
    private final List<HttpServerRequest> waiting = new ArrayList<>();
    private boolean isLate;

    EarlyRequests(HostGuard guard) {
        this.guard = guard;
    }

    /**
     * Takes one; it waits only if it may.
     *
     * @param mayWait whether there is room for it
     */
    void take(HttpServerRequest request, boolean mayWait) {
        Optional<Answer> known = answer(request);
        if (known.isPresent()) {
            known.get().send(request.response());
        } else if (!mayWait) {
            Problem.of(Busy.with("requests at a time")).answer().send(request.response());
        } else if (isLate) {
            refuse(request);
        } else {
            waiting.add(request.pause());
        }
    }

    /** Of what the router would answer too, without knowing anything. */
    private Optional<Answer> answer(HttpServerRequest request) {
        if (!HttpMethod.GET.equals(request.method()) || !isPlain(request)) {
            return Optional.empty();
        }
        return switch (String.valueOf(request.path())) {
            case ApiRoutes.HEALTH -> Optional.of(ApiRoutes.UP);
            case ApiRoutes.READY -> Optional.of(ReadyRoute.refused(List.of(ReadyRoute.UNDECIDED)));
            default -> Optional.empty();
        };
    }

    private boolean isPlain(HttpServerRequest request) {
        return !guard.refuses(request) && HeadGuard.fault(request).isEmpty() && !OriginGuard.isOfAnotherSite(request);
    }

    /** Nothing waits any more, and nothing that comes from now on: it takes too long. */
    void refuse() {
        isLate = true;
        release(EarlyRequests::refuse);
    }

    /** Hands over all that wait, but for those whose callers have gone. */
    void release(Handler<HttpServerRequest> next) {
        List<HttpServerRequest> released = List.copyOf(waiting);
        waiting.clear();
        released.stream().filter(request -> !request.response().closed()).forEach(request -> {
            request.resume();
            next.handle(request);
        });
    }

    /** Made when it is needed: the first answer of a start would wait until JSON can be written. */
    private static void refuse(HttpServerRequest request) {
        String words =
                "the connector has started, and still finds out what runs on the hosts; ask again in some seconds";
        Problem.of(new Failure(FailureKind.NOT_READY, words)).answer().send(request.response());
    }
}
