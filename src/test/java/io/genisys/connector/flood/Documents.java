package io.genisys.connector.flood;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents for an import. */
final class Documents {
    private static final String VALUE = "x".repeat(60);

    private Documents() {}

    /** Of that number of services, each with that number of variables of 60 characters. */
    static String of(int services, int variables) {
        String environment = IntStream.range(0, variables)
                .mapToObj(i -> "\"V" + i + "\":\"" + VALUE + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        return IntStream.range(0, services)
                .mapToObj(i -> "{\"definition\":{\"name\":\"s" + i + "\",\"image\":\"test/busybox:1\",\"environment\":"
                        + environment + "}}")
                .collect(Collectors.joining(",", "{\"format\":1,\"services\":[", "]}"));
    }

    /** Of one service, with blanks up to that length. */
    static String padded(int bytes) {
        String document = of(1, 0);
        return document + " ".repeat(bytes - document.length());
    }
}
