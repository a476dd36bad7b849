package io.genisys.connector.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * A request and the answer to it, which goes out when the exchange is finished, or piece by piece where it is a stream.
 * Used by one thread.
 */
public final class Exchange {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";

    private final Request request;
    private final Wire wire;
    private UnaryOperator<String> edit = UnaryOperator.identity();
    private byte[] answer = {};
    private boolean isStream;
    private boolean isCut;

    Exchange(Request request, Wire wire) {
        this.request = request;
        this.wire = wire;
    }

    Request request() {
        return request;
    }

    /** From now on, bodies and lines of JSON go through this. */
    void edit(UnaryOperator<String> by) {
        edit = by;
    }

    void waitWhile(BooleanSupplier condition) throws IOException {
        wire.waitWhile(condition);
    }

    /** @throws java.io.EOFException where the client has gone */
    void refuseGone() throws IOException {
        wire.refuseGone();
    }

    void refuse(int status, String message) {
        answer(status, Map.of("message", message));
    }

    void answer(int status, Object json) {
        answerText(status, text(json));
    }

    void answerText(int status, String json) {
        answer(status, JSON_TYPE, edit.apply(json));
    }

    void answer(int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String fields = "Content-Type: " + type + "\r\nContent-Length: " + bytes.length + "\r\n";
        answer = concat(head(status, fields), bytes);
    }

    /** 204 and 304 have no body. */
    void answer(int status) {
        answer = head(status, "");
    }

    /** Its head goes out at once. */
    void stream(String type) throws IOException {
        isStream = true;
        wire.write(head(200, "Content-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n"));
    }

    void stream() throws IOException {
        stream(JSON_TYPE);
    }

    void line(Object json) throws IOException {
        raw(edit.apply(text(json)) + "\r\n");
    }

    void raw(String text) throws IOException {
        chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    void chunk(byte[] bytes) throws IOException {
        byte[] size = ascii(Integer.toHexString(bytes.length) + "\r\n");
        wire.write(concat(concat(size, bytes), ascii("\r\n")));
    }

    /** Ends the connection without an answer, or in the midst of a stream. */
    void cut() {
        isCut = true;
        answer = new byte[0];
    }

    /** As {@link #cut}, after half of the answer. */
    void cutInHalf() {
        isCut = true;
        answer = Arrays.copyOf(answer, answer.length / 2);
    }

    /** @return whether the connection goes on */
    boolean finish() throws IOException {
        wire.write(answer);
        if (isStream && !isCut) {
            wire.write(ascii("0\r\n\r\n"));
        }
        return !isCut && request.keepsAlive();
    }

    private byte[] head(int status, String fields) {
        String end = request.keepsAlive() ? "\r\n" : "Connection: close\r\n\r\n";
        return ascii("HTTP/1.1 " + status + " Scripted\r\nServer: Docker (scripted)\r\n" + fields + end);
    }

    static String text(Object json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] concat(byte[] a, byte[] b) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(a);
        both.writeBytes(b);
        return both.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
