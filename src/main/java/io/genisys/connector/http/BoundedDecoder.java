package io.genisys.connector.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Reads requests of a limited number of parts: short headers take twenty times their bytes in memory, and tiny chunks
 * keep the event loop from others.
 */
final class BoundedDecoder extends VertxHttpRequestDecoder {
    /** As large as one is on average if more than {@link #FREE_CHUNKS} come. */
    private static final int CHUNK_BYTES = 256;

    private static final int FREE_CHUNKS = 2048;

    private int headers;
    private long chunks;
    private long bytes;

    BoundedDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        headers = 0;
        chunks = 0;
        bytes = 0;
        return super.createMessage(line);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] name, int start, int length) {
        if (++headers > Limits.HEADERS) {
            throw new TooLongHttpHeaderException("more than " + Limits.HEADERS + " headers");
        }
        return super.splitHeaderName(name, start, length);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        super.decode(ctx, in, out);
        if (!out.isEmpty() && out.get(out.size() - 1) instanceof HttpContent content) {
            chunks++;
            bytes += content.content().readableBytes();
            if (chunks > FREE_CHUNKS + bytes / CHUNK_BYTES) {
                in.skipBytes(in.readableBytes());
                throw new TooLongHttpContentException("thousands of tiny chunks");
            }
        }
    }
}
