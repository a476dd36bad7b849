package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VersionFailureTest {
    @Test
    void keepsTheLastLines() {
        List<String> lines = IntStream.range(0, 30).mapToObj(i -> "line " + i).toList();

        assertThat(new VersionFailure("it ended", lines).log()).isEqualTo(lines.subList(10, 30));
        assertThat(new VersionFailure("it ended", null).log()).isEmpty();
    }

    @Test
    void keepsTheEndsOfLongOnes() {
        VersionFailure failure =
                new VersionFailure("w".repeat(5_000), Collections.nCopies(3, "x".repeat(2_000) + "end"));

        assertThat(failure.why()).hasSize(1024);
        assertThat(failure.log()).hasSize(3).allMatch(line -> line.endsWith("end"));
        assertThat(String.join("", failure.log())).hasSize(4096);
    }
}
