package io.genisys.connector.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often a password may be given for a user from a network: ten times at once, from then on once a second, as long
 * as they are wrong. It knows the newest ones only. Used from one context only.
 */
final class Attempts {
    private static final long COST = Duration.ofSeconds(1).toNanos();
    private static final long FREE = 10 * COST;
    private static final long LONGEST_WAIT = 5 * COST;
    private static final int MOST = 4096;

    private final LongSupplier nanos;
    /** Up to when each has used up what it may. */
    private final Map<Whom, Long> spent = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Whom, Long> eldest) {
            return size() > MOST;
        }
    };

    /** @param nanos a steady time */
    Attempts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long this one has to wait; empty if too many wait already. */
    Optional<Duration> next(Whom whom) {
        long now = nanos.getAsLong();
        long wait = Math.max(0, spent(whom, now) - now - FREE);
        if (wait > LONGEST_WAIT) {
            return Optional.empty();
        }
        spent.put(whom, spent(whom, now) + COST);
        return Optional.of(Duration.ofNanos(wait));
    }

    /** It was right: it costs nothing. */
    void wasRight(Whom whom) {
        spent.computeIfPresent(whom, (known, until) -> until - COST);
    }

    private long spent(Whom whom, long now) {
        Long until = spent.get(whom);
        return until == null || until - now < 0 ? now : until;
    }

    /**
     * Whose password is given, and from where. All that comes from a proxy comes from one address: who attacks one user
     * there slows hardly any other.
     *
     * @param network an address of IPv4, or the first 64 bits of one of IPv6: who has one of these has all of them
     * @param group of user names, whether there is such a user or not
     */
    record Whom(String network, int group) {
        private static final int GROUPS = 256;
        private static final int NETWORK_BYTES = 8;

        /** @param address as numbers */
        static Whom of(String address, String user) {
            return new Whom(network(address), Math.floorMod(user.hashCode(), GROUPS));
        }

        private static String network(String address) {
            try {
                byte[] bytes = InetAddress.getByName(address).getAddress();
                return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
            } catch (UnknownHostException e) {
                return address;
            }
        }
    }
}
