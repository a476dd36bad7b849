package io.genisys.connector.protocol;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A clustered event bus: messages get lost, come late, come twice, or go one way only. */
final class ModelBus {
    private final World world;
    private final Network network;
    private final Map<String, List<Consumer>> consumers = new HashMap<>();
    private final Watcher watcher;

    /** Sees each request. */
    interface Watcher {
        void sent(NodeProcess by, Object message);

        void came(NodeProcess to, Object message);

        void answered(NodeProcess by, Object message, Object answer);
    }

    ModelBus(World world, Network network, Watcher watcher) {
        this.world = world;
        this.network = network;
        this.watcher = watcher;
    }

    /** The session of a process is over: what it had registered goes. */
    void forget(NodeProcess process) {
        consumers.values().forEach(all -> all.removeIf(consumer -> consumer.context.process() == process));
    }

    /** The bus as one process has it. */
    static final class End {
        private final ModelBus bus;
        private final NodeProcess process;
        private final ModelVertx vertx;

        End(ModelBus bus, NodeProcess process, ModelVertx vertx) {
            this.bus = bus;
            this.process = process;
            this.vertx = vertx;
        }

        <T> EventBus registerDefaultCodec(Class<T> type, MessageCodec<T, ?> codec) {
            return null;
        }

        EventBus publish(String address, Object body) {
            bus.publish(process, address, body);
            return null;
        }

        Future<Object> request(String address, Object body, DeliveryOptions options) {
            return bus.request(vertx.current(), address, body, options);
        }

        MessageConsumer<?> consumer(String address, Handler<Message<Object>> handler) {
            return bus.consume(vertx.current(), address, false, handler);
        }

        MessageConsumer<?> localConsumer(String address, Handler<Message<Object>> handler) {
            return bus.consume(vertx.current(), address, true, handler);
        }
    }

    private MessageConsumer<?> consume(
            ModelContext context, String address, boolean isLocal, Handler<Message<Object>> handler) {
        Consumer consumer = new Consumer(
                context,
                address,
                isLocal,
                handler,
                world.now() + network.spread().toNanos());
        consumers.computeIfAbsent(address, a -> new ArrayList<>()).add(consumer);
        context.onClose(consumer::unregister);
        return Model.as(MessageConsumer.class, consumer);
    }

    @SuppressWarnings("unused") // its methods are called by their names
    private final class Consumer {
        private final ModelContext context;
        private final String address;
        private final boolean isLocal;
        private final Handler<Message<Object>> handler;
        private final long visibleFrom;
        private boolean isGone;

        Consumer(
                ModelContext context,
                String address,
                boolean isLocal,
                Handler<Message<Object>> handler,
                long visibleFrom) {
            this.context = context;
            this.address = address;
            this.isLocal = isLocal;
            this.handler = handler;
            this.visibleFrom = visibleFrom;
        }

        boolean isSeenBy(NodeProcess process) {
            return context.process() == process ? !isGone : !isLocal && visibleFrom <= world.now();
        }

        Future<Void> completion() {
            return Future.succeededFuture();
        }

        Future<Void> unregister() {
            isGone = true;
            world.after(network.spread(), () -> consumers.get(address).remove(this));
            return Future.succeededFuture();
        }

        void deliver(Message<Object> message) {
            if (!isGone) {
                handler.handle(message);
            }
        }
    }

    private List<Consumer> at(String address, NodeProcess seenBy) {
        return consumers.getOrDefault(address, List.of()).stream()
                .filter(consumer -> consumer.isSeenBy(seenBy))
                .toList();
    }

    private void publish(NodeProcess from, String address, Object body) {
        at(address, from)
                .forEach(consumer -> send(from, consumer.context, () -> {
                    watcher.came(consumer.context.process(), body);
                    consumer.deliver(message(body, (answer, failure) -> {}));
                }));
    }

    private void send(NodeProcess from, ModelContext to, Runnable delivery) {
        network.ways(from, to.process()).forEach(delay -> world.after(delay, to, delivery));
    }

    private Future<Object> request(ModelContext from, String address, Object body, DeliveryOptions options) {
        watcher.sent(from.process(), body);
        Promise<Object> answer = Promise.promise();
        List<Consumer> known = at(address, from.process());
        if (known.isEmpty()) {
            from.runOnContext(v -> answer.tryFail(new ReplyException(ReplyFailure.NO_HANDLERS)));
            return answer.future();
        }
        Consumer to = known.get(world.random.nextInt(known.size()));
        world.after(
                Duration.ofMillis(options.getSendTimeout()),
                from,
                () -> answer.tryFail(new ReplyException(ReplyFailure.TIMEOUT)));
        send(from.process(), to.context, () -> {
            watcher.came(to.context.process(), body);
            to.deliver(message(body, (said, failure) -> {
                watcher.answered(to.context.process(), body, said == null ? failure : said);
                send(to.context.process(), from, () -> {
                    if (failure == null) {
                        answer.tryComplete(message(said, (none, no) -> {}));
                    } else {
                        answer.tryFail(failure);
                    }
                });
            }));
        });
        return answer.future();
    }

    @SuppressWarnings("unchecked") // a class has no type arguments, and a letter may have any body
    private static Message<Object> message(Object body, BiConsumer<Object, ReplyException> answer) {
        return Model.as(Message.class, new Letter(body, answer));
    }

    @SuppressWarnings("unused") // its methods are called by their names
    private record Letter(Object body, BiConsumer<Object, ReplyException> answer) {
        void reply(Object said, DeliveryOptions options) {
            answer.accept(said == null ? "" : said, null);
        }

        void fail(int code, String why) {
            answer.accept(null, new ReplyException(ReplyFailure.RECIPIENT_FAILURE, code, why));
        }
    }
}
