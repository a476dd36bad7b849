package io.genisys.connector.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the containers of a service are made. An empty Optional means that the field was not given.
 *
 * @param ports without repetition, in the order in which they were written
 * @param constraints all of which a host has to meet to take a container of the service
 * @param details all else that Compose knows of a service
 */
public record ServiceDefinition(
        ServiceName name,
        ImageReference image,
        Program program,
        Optional<List<PortMapping>> ports,
        Stop stop,
        Optional<List<Constraint>> constraints,
        Details details) {
    public ServiceDefinition {
        Objects.requireNonNull(name);
        Objects.requireNonNull(image);
        Objects.requireNonNull(program);
        ports = ports.map(p -> List.copyOf(new LinkedHashSet<>(p)));
        Objects.requireNonNull(stop);
        constraints = constraints.map(List::copyOf);
        Objects.requireNonNull(details);
    }

    /** What is said of that detail; empty if it was not given. */
    public <T> Optional<T> detail(Detail<T> detail) {
        return details.get(detail);
    }

    /**
     * What runs in a container.
     *
     * @param command not given: the image's own
     * @param environment variables by name, in the order in which they were written
     */
    public record Program(Optional<Command> command, Optional<Map<String, String>> environment) {
        public Program {
            Objects.requireNonNull(command);
            environment = environment.map(e -> Collections.unmodifiableMap(new LinkedHashMap<>(e)));
        }

        /** Without the values of environment variables, which are secrets more often than not. */
        @Override
        public String toString() {
            return "Program[" + environment.map(Map::keySet) + "]";
        }
    }

    /**
     * How a container is stopped.
     *
     * @param signal such as {@code SIGINT}; not given: the image's own, or SIGTERM
     * @param gracePeriod from the signal to the kill; not given: {@code docker.stop_grace}
     * @param drainDelay from the moment when it is no longer shown as ready to the signal; not given:
     *     {@code docker.drain_delay}
     */
    public record Stop(Optional<String> signal, Optional<Duration> gracePeriod, Optional<Duration> drainDelay) {
        private static final Stop AS_USUAL = new Stop(Optional.empty(), Optional.empty(), Optional.empty());

        public Stop {
            Objects.requireNonNull(signal);
            Objects.requireNonNull(gracePeriod);
            Objects.requireNonNull(drainDelay);
        }

        /** The same, which most services share. */
        public static Stop of(Optional<String> signal, Optional<Duration> gracePeriod, Optional<Duration> drainDelay) {
            Stop stop = new Stop(signal, gracePeriod, drainDelay);
            return stop.equals(AS_USUAL) ? AS_USUAL : stop;
        }
    }

    /**
     * What containers made from this definition carry as {@code io.genisys.definition}: 16 hexadecimal digits of a
     * SHA-256 over all that decides what such a container is, which leaves out how it is stopped and where it runs.
     */
    public String hash() {
        return DefinitionHash.of(this);
    }

    /** What of it gives root on the host; {@link RootRights} says whether that is allowed. */
    public List<RootNeed> rootNeeds() {
        return RootNeeds.of(this);
    }

    /** Without the values of environment variables, which are secrets more often than not. */
    @Override
    public String toString() {
        return name + " (" + image + ")";
    }
}
