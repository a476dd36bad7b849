package io.genisys.connector.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeenHostsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final Random random = new Random(1);

    private HostView view() {
        HostCondition condition = random.nextBoolean() ? HostCondition.READY : HostCondition.UNREACHABLE;
        return new HostView(
                new HostName("host" + random.nextInt(20)),
                HostProfile.PLAIN,
                new ReportNumber(1, random.nextInt(100)),
                random.nextInt(10) == 0
                        ? EngineStatus.UNHEARD
                        : new EngineStatus(condition, NOW, NOW, Optional.of("20.10"), Optional.empty()),
                random.nextInt(5),
                0);
    }

    @Test
    void isWhatAllChangesTogetherLeave() {
        SeenHosts seen = SeenHosts.NONE;
        TreeMap<HostName, HostView> expected = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            HostView next = view();
            if (random.nextInt(5) == 0) {
                expected.remove(next.host());
                seen = seen.without(next.host());
            } else {
                expected.put(next.host(), next);
                seen = seen.with(next);
            }
            assertThat(seen.byName()).containsExactlyElementsOf(expected.values());
            assertThat(seen.byLoad())
                    .containsExactlyElementsOf(expected.values().stream()
                            .sorted(Comparator.comparing(HostView::running).thenComparing(HostView::host))
                            .toList());
            assertThat(seen.known())
                    .containsExactlyInAnyOrderElementsOf(expected.values().stream()
                            .filter(HostView::isKnown)
                            .map(HostView::host)
                            .toList());
            assertThat(seen.awaited())
                    .containsExactlyElementsOf(expected.values().stream()
                            .filter(HostView::isAwaited)
                            .map(HostView::host)
                            .toList());
            assertThat(seen.find(next.host())).isEqualTo(Optional.ofNullable(expected.get(next.host())));
        }
    }

    @Test
    void aHostThatIsKnownAsBeforeCostsNoOtherSetOfThoseThatAreKnown() {
        HostView ready = new HostView(
                new HostName("a"),
                HostProfile.PLAIN,
                new ReportNumber(1, 1),
                new EngineStatus(HostCondition.READY, NOW, NOW, Optional.of("20.10"), Optional.empty()),
                1,
                1);
        SeenHosts before = SeenHosts.NONE.with(ready);

        assertThat(before.with(ready.in(HostCondition.FAILING)).known()).isSameAs(before.known());
    }
}
