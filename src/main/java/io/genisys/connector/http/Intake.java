package io.genisys.connector.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes connections from the kernel only as fast as event loops open them: the thread that takes them is faster, and
 * all that wait are in the heap. Few at a time, so that a loop reads what came, such as the ends of others, before it
 * opens more and closes some to make room.
 */
final class Intake extends ChannelInboundHandlerAdapter {
    private static final int MOST = 32;
    private static final int FEW = MOST / 2;

    private final AtomicInteger waiting = new AtomicInteger();

    private Intake() {}

    /** Bounds what is taken by the channel that listens. If it is bounded already, nothing changes. */
    static void bound(Channel server) {
        server.eventLoop().execute(() -> {
            if (server.pipeline().get(Intake.class) == null) {
                server.pipeline().addFirst(new Intake());
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object taken) {
        Channel server = ctx.channel();
        if (waiting.incrementAndGet() >= MOST) {
            server.config().setAutoRead(false);
        }
        ctx.fireChannelRead(taken);
        Channel connection = (Channel) taken;
        if (connection.isOpen()) {
            // after it is opened: that is in the queue of its loop already
            connection.eventLoop().execute(() -> opened(server));
        } else {
            opened(server);
        }
    }

    private void opened(Channel server) {
        if (waiting.decrementAndGet() <= FEW && !server.config().isAutoRead()) {
            server.config().setAutoRead(true);
        }
    }
}
