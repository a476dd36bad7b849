package io.genisys.connector.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.Happened;
import io.genisys.connector.model.Happened.Cause;
import io.genisys.connector.model.Happened.Numbers;
import io.genisys.connector.model.Happened.Subject;
import io.genisys.connector.model.Happened.What;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.ServiceName;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KeptHistoryTest {
    private long last;

    private Happened of(String service) {
        return of(Subject.of(new ServiceName(service)));
    }

    private Happened of(Subject subject) {
        return new Happened(++last, Instant.EPOCH, What.SERVICE_SCALED, subject, Numbers.NONE, Cause.NONE);
    }

    private static List<Long> numbers(List<Happened> some) {
        return some.stream().map(Happened::sequence).toList();
    }

    @Test
    void aServiceThatFailsAgainAndAgainTakesNoRoomFromOthers() {
        KeptHistory history = new KeptHistory(10_000);
        history.add(of("calm"));
        IntStream.range(0, 5_000).forEach(i -> history.add(of("crashing")));
        IntStream.range(0, 5_000).forEach(i -> history.add(of(Subject.of(new HostName("flapping")))));

        assertThat(numbers(history.of(new ServiceName("calm")))).containsExactly(1L);
        assertThat(history.of(new ServiceName("crashing"))).hasSize(KeptHistory.EACH);
        assertThat(history.all()).hasSize(1 + KeptHistory.EACH + KeptHistory.OTHERS);
        assertThat(numbers(history.all())).isSorted().endsWith(last);
    }

    @Test
    void ofTooManyInAllTheLongestListsAreShortened() {
        KeptHistory history = new KeptHistory(1_000);
        IntStream.range(0, 100).forEach(i -> history.add(of("first" + i)));
        IntStream.range(0, 10_000).forEach(i -> history.add(of("busy" + i % 20)));

        assertThat(history.all()).hasSizeBetween(500, 1_000);
        assertThat(history.of(new ServiceName("first0"))).hasSize(1);
        assertThat(history.of(new ServiceName("busy19"))).hasSizeGreaterThan(20);
        assertThat(numbers(history.of(new ServiceName("busy19")))).endsWith(last);
    }

    @Test
    void ofTooManyServicesThoseGoOfWhichNothingWasHeardForLongest() {
        KeptHistory history = new KeptHistory(1_000);
        IntStream.range(0, 5_000).forEach(i -> history.add(of("s" + i)));

        assertThat(history.all()).hasSizeBetween(800, 1_000);
        assertThat(history.of(new ServiceName("s0"))).isEmpty();
        assertThat(history.of(new ServiceName("s4999"))).hasSize(1);
    }

    @Test
    void whatHappenedBeforeComesBeforeAndNothingTwice() {
        KeptHistory history = new KeptHistory(1_000);
        Happened old = of("web");
        Happened both = of("web");
        Happened young = of("web");
        history.add(both);
        history.add(young);

        history.addOlder(List.of(old, both));

        assertThat(history.of(new ServiceName("web"))).containsExactly(old, both, young);
    }
}
