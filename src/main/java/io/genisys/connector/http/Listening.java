package io.genisys.connector.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/** Tells that bytes came, before they are read: Vert.x tells of whole heads only. */
final class Listening extends ChannelInboundHandlerAdapter {
    private final Runnable heard;
    private boolean isOver;

    Listening(Runnable heard) {
        this.heard = heard;
    }

    /** What comes from now on is thrown away unread. */
    static void end(HttpConnection connection) {
        HttpServerConnection inner = (HttpServerConnection) connection;
        inner.channelHandlerContext().pipeline().get(Listening.class).isOver = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        if (isOver) {
            ReferenceCountUtil.release(bytes);
        } else {
            heard.run();
            ctx.fireChannelRead(bytes);
        }
    }
}
