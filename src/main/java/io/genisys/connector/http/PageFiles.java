package io.genisys.connector.http;

import io.genisys.connector.model.Sha256;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The files of a page for browsers. They are read each time, not kept: a browser that has one is told so by its ETag.
 *
 * @param files by the names that browsers ask for
 * @param policy what the page may load and do
 */
record PageFiles(Map<String, PageFile> files, String policy) {
    static final String SCRIPT = "text/javascript";
    private static final int TAG_BYTES = 8;

    PageFiles {
        files = Map.copyOf(files);
    }

    /** Fails with 404 if there is no such file. */
    Future<Answer> answer(RoutingContext context, String name) {
        PageFile file = files.get(name);
        if (file == null) {
            throw new HttpException(404);
        }
        HttpServerRequest request = context.request();
        return context.vertx().executeBlocking(() -> answer(file, request), false);
    }

    private Answer answer(PageFile file, HttpServerRequest request) throws IOException {
        byte[] bytes = bytes(file);
        String tag = '"' + HexFormat.of().formatHex(Sha256.of(bytes), 0, TAG_BYTES) + '"';
        Answer answer = isKnown(request, tag) ? Answer.empty(304) : full(file, bytes, takesGzip(request));
        return answer.with("ETag", tag)
                .with("Cache-Control", "no-cache")
                .with("Vary", "Accept-Encoding")
                .with("Content-Security-Policy", policy)
                .with("Referrer-Policy", "no-referrer");
    }

    private static Answer full(PageFile file, byte[] bytes, boolean isPacked) throws IOException {
        Answer answer = Answer.json(200, Buffer.buffer(isPacked ? packed(bytes) : bytes))
                .with("Content-Type", file.type() + "; charset=utf-8");
        return isPacked ? answer.with("Content-Encoding", "gzip") : answer;
    }

    private static boolean isKnown(HttpServerRequest request, String tag) {
        return request.headers().getAll(HttpHeaders.IF_NONE_MATCH).stream().anyMatch(tags -> tags.contains(tag));
    }

    private static boolean takesGzip(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.ACCEPT_ENCODING).stream().anyMatch(all -> all.contains("gzip"));
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(PageFile file) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream(file.place())) {
            return in.readAllBytes();
        }
    }

    /**
     * A file.
     *
     * @param place where it is found by this class
     * @param type without the character set
     */
    record PageFile(String place, String type) {}
}
