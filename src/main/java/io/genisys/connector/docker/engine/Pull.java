package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ErrorDetail;
import io.genisys.connector.docker.EngineException;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.ImageReference;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Pulls an image. What goes wrong on the way to the registry arrives as an item of a stream that itself succeeds. */
final class Pull {
    private final Calls calls;
    private final Duration time;
    private final Optional<RegistryCredentials> credentials;

    Pull(Calls calls, EngineSettings settings) {
        this.calls = calls;
        this.time = settings.timeouts().pull();
        this.credentials = settings.dockerConfig().map(RegistryCredentials::new);
    }

    void pull(ImageReference image, Optional<String> platform) {
        String what = "pull " + image + " from " + image.registry();
        Optional<AuthConfig> auth = credentials.flatMap(c -> c.of(image));
        try {
            calls.stream(stream -> pull(stream, what, new Wanted(image, platform, auth)));
        } catch (EngineException e) {
            // without the cause, whose message is as the registry wrote it
            throw new EngineException(e.kind(), Secrets.of(auth).cutOf(String.valueOf(e.getMessage())));
        }
        verify(what, image);
    }

    private boolean pull(StreamedCall stream, String what, Wanted wanted) {
        AtomicReference<String> error = new AtomicReference<>("");
        try (stream) {
            stream.<PullResponseItem>readAll(
                    what,
                    time,
                    // what an engine refuses here are the registry's words: 404 no such image, 401, 500 no answer
                    refusal -> FailureKind.IMAGE_UNAVAILABLE,
                    (client, callback) -> start(client, wanted, callback),
                    item -> error(item).ifPresent(words -> error.compareAndSet("", words)));
            if (!error.get().isEmpty()) {
                throw stream.faults().refused(FailureKind.IMAGE_UNAVAILABLE, what, Refusal.line(error.get()));
            }
            return true;
        }
    }

    /** The reference goes as a whole, with the tag or digest that it always has: without one, all tags would come. */
    private static void start(DockerClient client, Wanted wanted, ResultCallback<PullResponseItem> callback) {
        PullImageCmd command = client.pullImageCmd(wanted.image.value());
        wanted.platform.ifPresent(command::withPlatform);
        wanted.auth.ifPresent(command::withAuthConfig);
        command.exec(callback);
    }

    private static Optional<String> error(PullResponseItem item) {
        return Optional.ofNullable(item.getErrorDetail())
                .map(ErrorDetail::getMessage)
                .or(() -> Optional.ofNullable(errorText(item)));
    }

    @SuppressWarnings("deprecation") // the older of two fields: Podman fills only this one
    private static String errorText(PullResponseItem item) {
        return item.getError();
    }

    private void verify(String what, ImageReference image) {
        if (!isThere(what, image)) {
            throw calls.faults()
                    .refused(
                            FailureKind.IMAGE_UNAVAILABLE, what, "it reported success, but the host has no such image");
        }
    }

    private boolean isThere(String what, ImageReference image) {
        return calls.find(what, "/images/" + image.value() + "/json", answer -> answer.object(Set.of()))
                .isPresent();
    }

    private record Wanted(ImageReference image, Optional<String> platform, Optional<AuthConfig> auth) {}
}
