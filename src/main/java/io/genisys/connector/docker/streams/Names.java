package io.genisys.connector.docker.streams;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/**
 * Looks names up by the platform's resolver, which all other calls use, too. Vert.x' own one knows less, and costs
 * more. The platform's may block for long: it does so on a thread that is lent for it, one for each name at most. An
 * address needs none.
 */
final class Names {
    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|" + BYTE + "(\\." + BYTE + "){3}");

    private final Resolver resolver;
    private final Executor threads;
    private final Map<String, CompletionStage<List<InetAddress>>> underWay = new HashMap<>();

    Names(Resolver resolver, Executor threads) {
        this.resolver = resolver;
        this.threads = threads;
    }

    /** One at least, or {@link UnknownHostException}. Ends on any thread, when the resolver does. */
    CompletionStage<List<InetAddress>> lookUp(String host) {
        return ADDRESS.matcher(host).matches() ? CompletableFuture.completedFuture(resolve(host)) : join(host);
    }

    private synchronized CompletionStage<List<InetAddress>> join(String host) {
        CompletionStage<List<InetAddress>> found = underWay.get(host);
        if (found == null) {
            found = CompletableFuture.supplyAsync(() -> resolve(host), threads);
            underWay.put(host, found);
            found.whenComplete((addresses, error) -> forget(host));
        }
        return found;
    }

    private synchronized void forget(String host) {
        underWay.remove(host);
    }

    private List<InetAddress> resolve(String host) {
        try {
            return List.of(resolver.addresses(host));
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    /** May block. */
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }
}
