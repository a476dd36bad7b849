package io.genisys.connector.http;

import io.genisys.connector.model.SeenCluster;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Answers ahead of the router what callers ask over and over: finding its way through the routes takes as long as all
 * the rest of such a request. What it takes is a plain GET of a status that the router would answer with 200, and the
 * answer is the same; all else is the router's. Used from one context only.
 */
final class StatusShortcut {
    private static final String BEFORE = "/service/";
    private static final String AFTER = "/status";

    private final StatusRoute status;
    private final boolean isAsked;
    private final Optional<SeenCluster> cluster;
    private final HostGuard guard;
    /** The Host of the caller before, which was right: most callers say the same one each time. */
    private String goodHost = "";

    private boolean isGoodForBrowsers;

    StatusShortcut(HttpSettings settings, HostGuard guard, Sources sources) {
        this.status = new StatusRoute(sources.catalog(), sources.fleet());
        this.cluster = sources.cluster();
        this.isAsked =
                !settings.admission().isOpen() || settings.admission().rate().isPresent();
        this.guard = guard;
    }

    /** @return false if the request was left as it is */
    boolean answers(HttpServerRequest request) {
        Optional<Answer> answer = isFreeForAll(request) ? answer(String.valueOf(request.path())) : Optional.empty();
        answer.ifPresent(ready -> ready.send(request.response()));
        return answer.isPresent();
    }

    private boolean isFreeForAll(HttpServerRequest request) {
        return !isAsked
                && cluster.flatMap(SeenCluster::severed).isEmpty()
                && HttpMethod.GET.equals(request.method())
                && hasGoodHost(request)
                && HeadGuard.fault(request).isEmpty()
                && !OriginGuard.isOfAnotherSite(request);
    }

    private boolean hasGoodHost(HttpServerRequest request) {
        String host = request.getHeader(HttpHeaders.HOST);
        if (goodHost.equals(host)) {
            return isGoodForBrowsers || !HostGuard.isBrowser(request);
        }
        boolean isGood = !guard.refuses(request);
        if (isGood && host != null) {
            goodHost = host;
            isGoodForBrowsers = guard.isOurs(request.authority().host());
        }
        return isGood;
    }

    private Optional<Answer> answer(String path) {
        int end = path.length() - AFTER.length();
        if (end < BEFORE.length() || !path.startsWith(BEFORE) || !path.endsWith(AFTER)) {
            return Optional.empty();
        }
        String name = path.substring(BEFORE.length(), end);
        return ServiceName.isValid(name) ? status.known(new ServiceName(name)) : Optional.empty();
    }
}
