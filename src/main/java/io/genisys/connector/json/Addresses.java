package io.genisys.connector.json;

import static io.genisys.connector.fields.Parsers.scalar;

import io.genisys.connector.fields.Parser;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** IP addresses, as text; no name is looked up. */
final class Addresses {
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    static final String IPV4 = BYTE + "(?:\\." + BYTE + "){3}";
    private static final String GROUP = "[0-9a-fA-F]{1,4}";
    /** In full, or with one gap. */
    static final String IPV6 = "(?:" + GROUP + "(?::" + GROUP + "){7}|(?=[0-9a-fA-F:]*::)(?!.*::.*::)(?:" + GROUP
            + ")?(?::(?:" + GROUP + ")?){2,7})";

    private static final Predicate<String> IS_IPV4 = Pattern.compile(IPV4).asMatchPredicate();
    private static final Predicate<String> IS_IPV6 = Pattern.compile(IPV6).asMatchPredicate();

    private Addresses() {}

    static Parser<String> ipv4() {
        return scalar("must be an IPv4 address such as 172.20.0.5", text -> Optional.of(text)
                .filter(IS_IPV4));
    }

    static Parser<String> ipv6() {
        return scalar("must be an IPv6 address such as 2001:db8::5", text -> Optional.of(text)
                .filter(IS_IPV6));
    }

    static Parser<String> either() {
        return scalar("must be an IP address such as 10.0.0.2 or ::1", text -> Optional.of(text)
                .filter(IS_IPV4.or(IS_IPV6)));
    }

    static boolean is(String text) {
        return IS_IPV4.or(IS_IPV6).test(text);
    }

    /** Empty if it stands for all addresses of a host, as no address does. */
    static Optional<String> bound(String address) {
        return Optional.of(address).filter(a -> !a.equals("0.0.0.0") && !a.equals("::"));
    }
}
