package io.genisys.connector.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Tells that bytes came, before they are read: Vert.x tells of whole heads only. What was answered is sent before the
 * connection is closed: Vert.x closes at once if a chunk is at fault, and drops what is written and not yet flushed.
 */
final class Listening extends ChannelDuplexHandler {
    private final Runnable heard;
    private boolean isDeaf;

    Listening(Runnable heard) {
        this.heard = heard;
    }

    /** What comes from now on is thrown away unread. */
    static void end(HttpConnection connection) {
        HttpServerConnection inner = (HttpServerConnection) connection;
        Listening listening = inner.channelHandlerContext().pipeline().get(Listening.class);
        // a connection that is gone has none
        if (listening != null) {
            listening.isDeaf = true;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (isDeaf) {
            ReferenceCountUtil.release(bytes);
        } else {
            heard.run();
            ctx.fireChannelRead(bytes);
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) throws Exception {
        ctx.flush();
        super.close(ctx, promise);
    }
}
