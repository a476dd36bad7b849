package io.genisys.connector.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What an engine has to offer to containers. What it did not say is empty, and then refuses nothing.
 *
 * @param memory of its machine, in bytes
 * @param nanoCpus of its machine, in thousand millionth parts
 * @param platform what it runs, such as {@code linux/amd64}
 * @param runtimes by their names
 * @param networks by their names
 */
public record EngineFacts(
        OptionalLong memory,
        OptionalLong nanoCpus,
        Optional<String> platform,
        Optional<Set<String>> runtimes,
        Optional<Set<String>> networks) {
    public static final EngineFacts UNKNOWN = new EngineFacts(
            OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public EngineFacts {
        Objects.requireNonNull(memory);
        Objects.requireNonNull(nanoCpus);
        Objects.requireNonNull(platform);
        runtimes = runtimes.map(Set::copyOf);
        networks = networks.map(Set::copyOf);
    }
}
