package io.genisys.connector.build;

import io.genisys.connector.Main;
import java.io.EOFException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The connector beside an engine and a caller that are only played, so that {@code docker/archive} finds the classes of
 * a start if there is no engine: {@code Rehearsal SOCKET ADDRESS DONE [ARGUMENT]...}, the rest being {@link Main}'s.
 * The engine answers what a start asks, and has one container. The caller finds the connector's address in the file
 * ADDRESS, defines a service, asks for it, and makes the file DONE.
 */
final class Rehearsal {
    private static final String VERSION =
            """
            {"Version": "20.10.24", "ApiVersion": "1.41", "MinAPIVersion": "1.12"}
            """;
    private static final String CONTAINERS =
            """
            [{"Id": "1", "Names": ["/genisys-web-1"], "Image": "busybox:1", "ImageID": "sha256:1", "Created": 1,
              "Ports": [{"IP": "0.0.0.0", "PrivatePort": 80, "PublicPort": 8080, "Type": "tcp"}],
              "Labels": {"io.genisys.connector": "genisys", "io.genisys.service": "web", "io.genisys.instance": "1"},
              "State": "running", "Status": "Up 1 second", "HostConfig": {}, "NetworkSettings": {}, "Mounts": []}]
            """;
    private static final String EVENT =
            """
            {"Type": "container", "Action": "rename", "Actor": {"ID": "1", "Attributes": {}}, "timeNano": 1}
            """;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(Path.of(arguments[0])));
        Thread engine = new Thread(() -> play(server), "engine");
        engine.setDaemon(true);
        engine.start();
        Thread caller = new Thread(() -> call(Path.of(arguments[1]), Path.of(arguments[2])), "caller");
        caller.setDaemon(true);
        caller.start();
        Main.main(Arrays.copyOfRange(arguments, 3, arguments.length));
    }

    private static void call(Path address, Path done) {
        try {
            while (!Files.exists(address) || Files.size(address) == 0) {
                Thread.sleep(10);
            }
            String service = Files.readString(address).strip() + "/service/web";
            call("PUT", service, "{\"image\": \"busybox:1\", \"ports\": [80]}");
            call("GET", service + "/status", "");
            call("GET", service + "/scale", "");
            Files.createFile(done);
        } catch (IOException | InterruptedException e) {
            System.err.println("The rehearsal's caller: " + e);
        }
    }

    private static void call(String method, String url, String body) throws IOException {
        HttpURLConnection call = (HttpURLConnection) URI.create(url).toURL().openConnection();
        call.setRequestMethod(method);
        if (!body.isEmpty()) {
            call.setRequestProperty("Content-Type", "application/json");
            call.setDoOutput(true);
            call.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
        }
        if (call.getResponseCode() >= 300) {
            throw new IOException(method + " " + url + ": " + call.getResponseCode());
        }
        call.disconnect();
    }

    private static void play(ServerSocketChannel server) {
        try {
            while (true) {
                answer(server.accept());
            }
        } catch (IOException e) {
            System.err.println("The rehearsal's engine: " + e);
        }
    }

    /** What comes is a GET, and asks for one answer. The stream of events stays open. */
    private static void answer(SocketChannel caller) throws IOException {
        String request = request(caller);
        if (request.contains("/events")) {
            String chunk = Integer.toHexString(EVENT.length()) + "\r\n" + EVENT + "\r\n";
            send(caller, "Transfer-Encoding: chunked", chunk);
            return;
        }
        String body = request.contains("/version") ? VERSION : request.contains("/containers/json") ? CONTAINERS : "OK";
        send(caller, "Content-Length: " + body.length(), body);
        caller.close();
    }

    private static String request(SocketChannel caller) throws IOException {
        StringBuilder head = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (head.indexOf("\r\n\r\n") < 0) {
            if (caller.read(buffer.clear()) < 0) {
                throw new EOFException("a caller has gone");
            }
            head.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
        }
        return head.toString();
    }

    private static void send(SocketChannel caller, String header, String body) throws IOException {
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n" + body;
        ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            caller.write(bytes);
        }
    }
}
