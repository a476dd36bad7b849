package io.genisys.connector.model;

/** The name of a Docker engine that we drive; of the same form as a {@link ServiceName}. */
public record HostName(String value) implements Comparable<HostName> {
    /** The host of a configuration that names just one {@code docker.url}. */
    public static final HostName DEFAULT = new HostName("docker");

    /** @throws InvalidException if the value is not of that form */
    public HostName {
        if (!ServiceName.isValid(value)) {
            throw new InvalidException("name", ServiceName.ALLOWED);
        }
    }

    // these are the keys of most maps: on the compiler that we ship with, those of a record take twice as long
    @Override
    public boolean equals(Object other) {
        return other instanceof HostName name && value.equals(name.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(HostName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
