package io.genisys.connector.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Serves only under names that are ours. A page whose name was rebound to our address is of the same origin as we are
 * to its browser: the Host header is what tells. An address cannot be rebound.
 *
 * <p>Bound to the loopback, it is the loopback that has to be named. Bound elsewhere, other programs may use any name
 * until names are listed; a browser may not, unless it has to give a password, which it keeps for the name that it was
 * given under.
 */
final class HostGuard implements Handler<RoutingContext> {
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[?[0-9a-f]*:[0-9a-f:.]*]?");
    private static final List<String> OF_BROWSERS = List.of("Origin", "Sec-Fetch-Site", "Accept-Language");

    private final boolean isLoopback;
    private final boolean hasUsers;
    private final Set<String> allowed;

    /** @param isLoopback whether it is bound to the loopback */
    HostGuard(boolean isLoopback, HttpSettings settings) {
        this.isLoopback = isLoopback;
        this.hasUsers = !settings.admission().isOpen();
        this.allowed = settings.hostsAllowed();
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (refuses(ctx.request())) {
            throw new HttpException(421, sentence());
        }
        ctx.next();
    }

    /** HTTP/1.0 has no Host, and no browser speaks it: none is fine. */
    boolean refuses(HttpServerRequest request) {
        HostAndPort host = request.authority();
        boolean isNone = host == null && request.getHeader(HttpHeaders.HOST) == null;
        return !isNone && (host == null || !(isOurs(host.host()) || isFreeToName(request)));
    }

    /** Whether that name is good for everybody. */
    boolean isOurs(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        boolean isAddress = !isLoopback && ADDRESS.matcher(name).matches();
        return isAddress || Loopback.isNamedBy(name) || allowed.contains(name);
    }

    private boolean isFreeToName(HttpServerRequest request) {
        return !isLoopback && allowed.isEmpty() && (hasUsers || !isBrowser(request));
    }

    /** A page can make its browser leave out or change some of this, never all of it. */
    static boolean isBrowser(HttpServerRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return OF_BROWSERS.stream().anyMatch(request.headers()::contains)
                || (agent != null && agent.startsWith("Mozilla/"));
    }

    private String sentence() {
        return isLoopback
                ? "the connector listens on the loopback: use localhost, 127.0.0.1, [::1] or a name in"
                        + " connector.hosts_allowed"
                : "use an address of the connector, localhost or a name in connector.hosts_allowed";
    }
}
