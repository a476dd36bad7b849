package io.genisys.connector.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Sends inputs one after the other, and counts what comes back. */
final class Fuzzer {
    /** Half a request is waited for: its sender ends its side, and has no answer then. */
    private static final int ANSWER_MILLIS = 5000;

    private static final Pattern SERVER_ERROR = Pattern.compile("(?s)HTTP/1\\.[01] 5\\d\\d .*");
    /** The engine says no, what is documented with 503, and a version of HTTP that is not spoken. */
    private static final Pattern DOCUMENTED = Pattern.compile("(?s)HTTP/1\\.[01] (502 .*urn:genisys:problem:.*"
            + "|503 .*urn:genisys:problem:(unreachable|timeout|overloaded|store-unavailable|not-ready).*|505 .*)");

    private final int port;
    private final Inputs inputs;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> unexpected = new ArrayList<>();

    Fuzzer(int port, long seed) {
        this.port = port;
        inputs = new Inputs(seed);
    }

    void send(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Inputs.Input input = inputs.next();
            String answer = answer(input);
            String status = answer.length() < 12 ? "none" : answer.substring(9, 12);
            counts.merge(input.route() + " " + status, 1, Integer::sum);
            if (SERVER_ERROR.matcher(answer).matches()
                    && !DOCUMENTED.matcher(answer).matches()) {
                unexpected.add(input.text() + "\n--> " + answer);
            }
        }
    }

    /** How often each route was answered with each status. */
    Map<String, Integer> counts() {
        return counts;
    }

    /** The requests that a defect answered, each with its answer. */
    List<String> unexpected() {
        return unexpected;
    }

    private String answer(Inputs.Input input) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MILLIS);
            return exchange(socket, input);
        }
    }

    /** What was read when the connection broke off counts. A sender who ends its side early hears no late answer. */
    private static String exchange(Socket socket, Inputs.Input input) {
        StringBuilder answer = new StringBuilder();
        try {
            socket.getOutputStream().write(input.bytes());
            if (!input.isWhole()) {
                socket.shutdownOutput();
            }
            InputStream in = socket.getInputStream();
            byte[] bytes = new byte[8192];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                answer.append(new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException closed) {
            return answer.toString();
        }
        return answer.toString();
    }
}
