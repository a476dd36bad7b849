package io.genisys.connector.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.testing.Someone;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final ServiceName WEB = new ServiceName("web");
    private static final HostName WEST = new HostName("west-1");

    @Test
    void namesEachContainerItsHostAndWhy() {
        assertThat(starts(2, "1 run and 3 are wanted"))
                .containsExactly(
                        "Service web: starting container 1 on west-1, container 2 on west-1: 1 run and 3 are wanted");
    }

    @Test
    void haveOneLineForTenContainers() {
        assertThat(starts(30, "0 run and 30 are wanted")).hasSize(3);
        assertThat(starts(31, "0 run and 31 are wanted")).hasSize(4);
        assertThat(Sentences.of(List.of())).isEmpty();
    }

    @Test
    void nameWhoAskedForANumberAndWhatItWas() {
        assertThat(scaled(OptionalInt.of(2), OptionalInt.of(5)))
                .isEqualTo("Service web: scaled from 2 to 5 by alice at 10.0.0.1");
        assertThat(scaled(OptionalInt.empty(), OptionalInt.of(5)))
                .isEqualTo("Service web: scaled to 5 by alice at 10.0.0.1");
        assertThat(scaled(OptionalInt.of(5), OptionalInt.empty()))
                .isEqualTo("Service web: scaled from 5 to no number by alice at 10.0.0.1");
    }

    @Test
    void nameACallerWithoutALogInByItsAddress() {
        assertThat(line(What.SERVICE_DEFINED, Subject.of(WEB), Cause.of(Someone.LOCAL)))
                .isEqualTo("Service web: defined by a caller at 127.0.0.1");
    }

    @Test
    void nameAHostOnce() {
        assertThat(line(What.HOST_FAILED, Subject.of(WEST), Cause.of("Host west-1 did not answer within 1s")))
                .isEqualTo("Host west-1 did not answer within 1s");
        assertThat(line(What.HOST_FAILED, Subject.of(WEST), Cause.of("connection refused")))
                .isEqualTo("Host west-1: connection refused");
        assertThat(line(What.HOST_LOST, Subject.of(WEST), Cause.of("its containers are replaced elsewhere")))
                .isEqualTo("Host west-1: lost: its containers are replaced elsewhere");
    }

    @Test
    void nameTheContainerOfNoService() {
        assertThat(line(What.LABELS_COPIED, Subject.of(WEST, "kept"), Cause.of("connector genisys did not make it")))
                .isEqualTo("Host west-1: labels copied to kept on west-1: connector genisys did not make it");
    }

    @Test
    void sayThatAHostIsNoLongerConfigured() {
        assertThat(line(What.HOST_REMOVED, Subject.of(WEST), Cause.of("its containers keep running")))
                .isEqualTo("Host west-1: removed from docker.hosts: its containers keep running");
    }

    @Test
    void nameNothingIfItIsAboutAll() {
        Cause imported = new Cause(Optional.of("3 services took the place of all"), Optional.of(Someone.ALICE));
        assertThat(line(What.CATALOG_IMPORTED, Subject.ALL, imported))
                .isEqualTo("Catalog imported by alice at 10.0.0.1: 3 services took the place of all");
    }

    private static List<String> starts(int number, String why) {
        return Sentences.of(IntStream.rangeClosed(1, number)
                .mapToObj(slot ->
                        happened(What.CONTAINER_STARTING, Subject.of(WEB, WEST, slot), Numbers.NONE, Cause.of(why)))
                .toList());
    }

    private static String scaled(OptionalInt before, OptionalInt after) {
        Numbers numbers = new Numbers(before, after);
        return Sentences.of(List.of(happened(What.SERVICE_SCALED, Subject.of(WEB), numbers, Cause.of(Someone.ALICE))))
                .get(0);
    }

    private static String line(What what, Subject subject, Cause cause) {
        return Sentences.of(List.of(happened(what, subject, Numbers.NONE, cause)))
                .get(0);
    }

    private static Happened happened(What what, Subject subject, Numbers numbers, Cause cause) {
        return new Happened(1, Instant.EPOCH, what, subject, numbers, cause);
    }
}
