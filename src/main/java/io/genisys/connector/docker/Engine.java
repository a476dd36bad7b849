package io.genisys.connector.docker;

import io.genisys.connector.model.Container;
import io.genisys.connector.model.Edition;
import io.genisys.connector.model.EngineFacts;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.ImageReference;
import io.genisys.connector.model.LogRange;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.secrets.Contents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One Docker engine. Calls but {@link #ping} block the calling thread, and each ends within a time that the
 * implementation was given: with {@link EngineException} of kind TIMEOUT if the engine does not answer. Safe for use by
 * several threads.
 *
 * <p>Every method throws {@link EngineException} and nothing else: of kind UNREACHABLE if there is no engine or the
 * connection broke, of kind TIMEOUT if it did not answer in time, and then the outcome is unknown. Each call can be
 * made again as it is; a {@link #create} that had worked unseen then answers NAME_TAKEN, and {@link #find} tells.
 */
public interface Engine extends AutoCloseable {
    /**
     * Finds out which version of the API to speak. Has to succeed once before any other call, and again after the
     * engine was unreachable: another version may answer now.
     */
    EngineInfo connect();

    /**
     * Succeeds if the engine answers. No thread waits for it: it throws nothing, and fails with what the others throw.
     * May be called on an event loop, and ends on any thread.
     */
    CompletionStage<Void> ping();

    /** What it has to offer to containers; what it refuses to say is not known. */
    EngineFacts facts();

    /** Containers that carry our labels, in any state, and all others that run. It may not say since when they run. */
    List<Container> list();

    /** The container of that name or id, ours or not, in any state, with all there is; empty if there is none. */
    Optional<Container> find(String nameOrId);

    /**
     * Creates a container and does not start it. Kinds: IMAGE_UNAVAILABLE if the image is not on the host, NAME_TAKEN
     * if a container of that name is there, REFUSED for anything else that the engine says.
     *
     * @return the container's id
     */
    String create(NewContainer container);

    /**
     * Puts a container that was created into those networks of its definition in which it is not yet: it is created in
     * the first. REFUSED if there is no such network.
     */
    void join(String id, NewContainer container);

    /**
     * Puts its files into a container that was created and not started; those that are there already are replaced.
     * REFUSED if the engine can't put one where it should be.
     */
    void bring(String id, NewContainer container);

    /**
     * Starts a container; one that runs already is success. Kinds: BAD_COMMAND, PORT_UNAVAILABLE, NO_SUCH_CONTAINER,
     * REFUSED.
     */
    void start(String id);

    /**
     * Asks a container to end: sends the signal, or if none is given the container's own stop signal. That is also sent
     * instead of another one if a restart policy would bring the container back after the other. One that does not run
     * or is not there is success. The process of a paused one may get the signal only after {@link #unpause}.
     */
    void terminate(String id, Optional<String> signal);

    /** Lets a paused container go on. One that is not paused or not there is success. */
    void unpause(String id);

    /**
     * Has the engine itself stop a container: by its own stop signal, that grace and SIGKILL, after which no restart
     * policy brings it back. Answers when it has ended, or with TIMEOUT if that takes longer than a call may. One that
     * does not run or is not there is success.
     *
     * @param grace to the second
     */
    void stop(String id, Duration grace);

    /** Ends a container at once, with SIGKILL. One that does not run or is not there is success. */
    void kill(String id);

    /**
     * Removes a container that has ended or never ran, and its anonymous volumes. One that is not there or that is
     * being removed is success. One that runs, is paused or is restarting is left as it is: REFUSED.
     */
    void remove(String id);

    /**
     * Pulls an image, with the credentials that the configured Docker config file holds for its registry, and makes
     * sure that it is there. IMAGE_UNAVAILABLE carries the registry's own words.
     *
     * @param platform of which it is to be, such as {@code linux/arm64}; empty: the engine's own
     */
    void pull(ImageReference image, Optional<String> platform);

    /** What is known of an image by a reference or an id; empty if it is not on the host. */
    Optional<ImageFacts> image(String image);

    /** Of the engine's own platform. */
    default void pull(ImageReference image) {
        pull(image, Optional.empty());
    }

    /**
     * Says something to all that watch the engine, by way of a running container to which nothing happens: they hear
     * {@link EngineEvent#SAID} and the words.
     *
     * @param words of which the first is {@link Labels#OWNER}; others are not heard
     */
    void say(String id, List<String> words);

    /** The last lines of what a container wrote to stdout and stderr, at most that number, oldest first. */
    List<String> logTail(String id, int lines);

    /**
     * Lines that a container wrote to stdout and stderr, oldest first, each with its time, as ISO 8601, and a blank.
     */
    List<String> log(LogRange range);

    /**
     * Watches what happens to containers. Returns once the stream is open, and throws if it can't be opened.
     *
     * @param listener called on a thread of the implementation, for each event in the engine's order
     * @param onEnd called once, when the stream has ended by itself; not after {@link Watch#close}. A frozen engine or
     *     a cut network ends nothing: ping, and close
     */
    Watch watch(Consumer<EngineEvent> listener, Runnable onEnd);

    /** Why the engine is not driven as it should be although it answers; empty if all is well. Makes no call. */
    default Optional<Failure> objection() {
        return Optional.empty();
    }

    @Override
    void close();

    /** An open stream of events. */
    interface Watch extends AutoCloseable {
        /** Ends the stream. Never blocks for long, never throws. */
        @Override
        void close();
    }

    /**
     * What answers at the other end.
     *
     * @param version such as {@code 20.10.24+dfsg1}
     * @param apiVersion the version of the API that we speak with it, such as {@code 1.41}
     * @param identity by which the engine is known under each of its addresses; empty if it has none, or does not say
     *     it
     */
    record EngineInfo(String version, String apiVersion, Optional<String> identity) {
        public EngineInfo(String version, String apiVersion) {
            this(version, apiVersion, Optional.empty());
        }
    }

    /**
     * A container to be made for a service: with the definition's image, command, environment and stop signal, each of
     * its ports exposed and published on a free port of the host, no restart policy, and the labels of {@link Labels}.
     *
     * @param connector whose it is
     * @param slot which of the service's containers, 1 or more
     * @param source what it is made from beside the definition
     * @param marks further labels, by which its maker knows it again
     * @param files that it gets
     */
    record NewContainer(
            String connector,
            ServiceDefinition definition,
            int slot,
            Source source,
            Map<String, String> marks,
            Contents files) {
        public NewContainer {
            marks = Map.copyOf(marks);
        }

        /** From the image that the definition names, without marks and files. */
        public NewContainer(String connector, ServiceDefinition definition, int slot) {
            this(
                    connector,
                    definition,
                    slot,
                    new Source(definition.image().value(), Optional.empty()),
                    Map.of(),
                    Contents.NONE);
        }

        public NewContainer from(Source other) {
            return new NewContainer(connector, definition, slot, other, marks, files);
        }

        public NewContainer marked(Map<String, String> others) {
            return new NewContainer(connector, definition, slot, source, others, files);
        }

        public NewContainer with(Contents given) {
            return new NewContainer(connector, definition, slot, source, marks, given);
        }

        /** What it is made from. */
        public Edition edition() {
            return new Edition(definition.hash(), files.hash(), source.restart());
        }

        /** Carries connector, service and slot, so that a repeated create meets its own name. */
        public String name() {
            return Labels.name(connector, service(), slot);
        }

        public ServiceName service() {
            return definition.name();
        }

        public Map<String, String> labels() {
            return Labels.of(this);
        }
    }

    /**
     * An image on a host.
     *
     * @param id that the engine gave it, such as {@code sha256:…}
     * @param digests references with the digests under which registries have it; none if it was never in one
     */
    record ImageFacts(String id, List<String> digests) {
        public ImageFacts {
            digests = digests.stream().sorted().toList();
        }

        /** The digest under which the registry of that reference has it. */
        Optional<String> digest(ImageReference of) {
            String begin = of.repository() + "@";
            return digests.stream()
                    .flatMap(text -> ImageReference.canonical(text).stream())
                    .filter(text -> text.startsWith(begin))
                    .findFirst()
                    .map(text -> text.substring(begin.length()));
        }
    }

    /**
     * What a container is made from beside its definition.
     *
     * @param image a reference, or an id that the engine gave an image
     * @param restart a mark that it carries
     */
    record Source(String image, Optional<String> restart) {}

    /**
     * Something happened to a container.
     *
     * @param action in Docker's words, such as {@code die} or {@code health_status: healthy}
     * @param container its full id
     * @param signal that it was sent, a name or a number; empty with any other action than {@code kill}
     */
    record EngineEvent(String action, String container, String signal) {
        /** What an action begins with that tells of {@link Engine#say}; in Docker's words a program was prepared. */
        public static final String SAID = "exec_create: ";

        /** The action of an event that is about no container: a network was made or removed. */
        public static final String NETWORK = "network";

        public EngineEvent(String action, String container) {
            this(action, container, "");
        }
    }
}
