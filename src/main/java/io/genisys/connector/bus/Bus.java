package io.genisys.connector.bus;

import io.genisys.connector.model.Caller;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.FleetStatus;
import io.genisys.connector.model.Happened;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostReport;
import io.genisys.connector.model.HostStatus;
import io.genisys.connector.model.LogRange;
import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ScaleStatus;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The typed clients' common ground: codecs, bounded requests, failures that keep their kind over the wire. */
final class Bus {
    /** Of all that is sent. What each of them is called stays as it is, whatever becomes of the name of its class. */
    static final List<RecordCodec<?>> CODECS = List.of(
            new RecordCodec<>("Start", HostOrder.Start.class),
            new RecordCodec<>("Stop", HostOrder.Stop.class),
            new RecordCodec<>("OrderOutcome", OrderOutcome.class),
            new RecordCodec<>("TakeOver", TakeOver.class),
            new RecordCodec<>("TakenOver", TakenOver.class),
            new RecordCodec<>("PullImage", PullImage.class),
            new RecordCodec<>("PulledImage", PulledImage.class),
            new RecordCodec<>("LogTail", LogTail.class),
            new RecordCodec<>("LogRange", LogRange.class),
            new RecordCodec<>("HostReport", HostReport.class),
            new RecordCodec<>("Caller", Caller.class),
            new RecordCodec<>("Happened", Happened.class),
            new RecordCodec<>("RetryRequest", RetryRequest.class),
            new RecordCodec<>("ScaleRequest", ScaleRequest.class),
            new RecordCodec<>("ScaleOutcome", ScaleOutcome.class),
            new RecordCodec<>("RemoveRequest", RemoveRequest.class),
            new RecordCodec<>("ScaleStatus", ScaleStatus.class),
            new RecordCodec<>("ServiceName", ServiceName.class),
            new RecordCodec<>("ScalePreview", ScalePreview.class),
            new RecordCodec<>("FleetStatus", FleetStatus.class),
            new RecordCodec<>("HostStatus", HostStatus.class),
            new RecordCodec<>("BackOffsReport", BackOffsReport.class),
            new RecordCodec<>("SetAvailability", SetAvailability.class),
            new RecordCodec<>("HostName", HostName.class),
            new RecordCodec<>("LostHosts", LostHosts.class),
            new RecordCodec<>("SilentHost", SilentHost.class));

    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);

    private final EventBus events;

    private Bus(EventBus events) {
        this.events = events;
    }

    static Bus of(Vertx vertx) {
        return new Bus(vertx.eventBus());
    }

    /** To be called once for each Vert.x, before anything is sent. */
    static void registerCodecs(Vertx vertx) {
        CODECS.forEach(codec -> register(vertx.eventBus(), codec));
    }

    private static <T> void register(EventBus bus, RecordCodec<T> codec) {
        bus.registerDefaultCodec(codec.type(), codec);
    }

    void publish(String address, Object message) {
        events.publish(address, message);
    }

    /** Fails with a {@link FailureException}: the receiver's own, or NOT_READY and TIMEOUT of the bus. */
    <T> Future<T> request(String address, Object message, Duration timeout) {
        return request(address, message, timeout, "no answer in time from " + address);
    }

    /** @param late what to say if there is no answer in time */
    <T> Future<T> request(String address, Object message, Duration timeout, String late) {
        return request(address, message, new DeliveryOptions().setSendTimeout(timeout.toMillis()), late);
    }

    /** The same, of a receiver in this process only. */
    <T> Future<T> requestLocally(String address, Object message, Duration timeout) {
        DeliveryOptions options =
                new DeliveryOptions().setSendTimeout(timeout.toMillis()).setLocalOnly(true);
        return request(address, message, options, "no answer in time from " + address);
    }

    private <T> Future<T> request(String address, Object message, DeliveryOptions options, String late) {
        return events.<T>request(address, message, options)
                .map(Message::body)
                .recover(error -> Future.failedFuture(new FailureException(failure(address, error, late))));
    }

    <T> MessageConsumer<T> consume(String address, Consumer<T> handler) {
        return events.consumer(address, message -> read(message).ifPresent(handler));
    }

    <T, R> MessageConsumer<T> serve(String address, Function<T, Future<R>> handler) {
        return events.consumer(address, message -> answer(handler, message));
    }

    /** The same, for senders in this process only. */
    <T, R> MessageConsumer<T> serveLocally(String address, Function<T, Future<R>> handler) {
        return events.localConsumer(address, message -> answer(handler, message));
    }

    /** Empty if only another release can read it. */
    private static <T> Optional<T> read(Message<T> message) {
        try {
            return Optional.of(message.body());
        } catch (RuntimeException e) {
            LOG.warn("A message to {} cannot be read by this release: {}", message.address(), e.getMessage());
            return Optional.empty();
        }
    }

    private static <T, R> void answer(Function<T, Future<R>> handler, Message<T> message) {
        Optional<T> question = read(message);
        if (question.isEmpty()) {
            message.fail(
                    FailureKind.INTERNAL.code(), "the release of the node that was asked cannot read that: update it");
            return;
        }
        answer(handler, question.get()).onSuccess(message::reply).onFailure(error -> {
            Failure failure = Failures.of(error);
            message.fail(failure.kind().code(), failure.message());
        });
    }

    private static <T, R> Future<R> answer(Function<T, Future<R>> handler, T message) {
        try {
            return handler.apply(message);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static Failure failure(String address, Throwable error, String late) {
        if (!(error instanceof ReplyException reply)) {
            return Failures.of(error);
        }
        return switch (reply.failureType()) {
            case RECIPIENT_FAILURE -> new Failure(FailureKind.of(reply.failureCode()), reply.getMessage());
            case NO_HANDLERS -> new Failure(FailureKind.NOT_READY, "no part of the connector answers at " + address);
            case TIMEOUT -> new Failure(FailureKind.TIMEOUT, late);
            case ERROR -> new Failure(FailureKind.INTERNAL, reply.getMessage());
        };
    }
}
