package io.genisys.connector.docker.streams;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Vert.x wraps what says most, and tells other things than exceptions of I/O as well. */
final class Causes {
    private Causes() {}

    static IOException of(Throwable e) {
        return innermost(e, SSLException.class::isInstance)
                .or(() -> innermost(e, IOException.class::isInstance))
                .map(IOException.class::cast)
                .orElseGet(() -> new IOException(e.toString(), e));
    }

    private static Optional<Throwable> innermost(Throwable e, Predicate<Throwable> wanted) {
        return Stream.iterate(e, t -> t != null, Throwable::getCause)
                .limit(20)
                .filter(wanted)
                .reduce((before, after) -> after);
    }
}
