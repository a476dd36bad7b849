package io.genisys.connector.flood;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.testing.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some seconds of what {@code scripts/flood} does, at the shipped size of the heap. */
class FloodIT {
    private static final String SHIPPED =
            "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -Xss512k -XX:+ExitOnOutOfMemoryError";
    /** For busy machines; scripts/flood is stricter. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void answersForItsHealthInEachStorm() throws IOException {
        Jvm shipped = Jvm.of(Path.of(System.getProperty("java.home")), SHIPPED);
        Flood.Outcome outcome = Flood.blow(folder, shipped, Storms.quick());
        assertThat(outcome.rows())
                .allMatch(Row::isAlive)
                .allMatch(row -> row.worst().compareTo(LONGEST) <= 0);
        assertThat(outcome.isKept()).isTrue();
    }
}
