package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.http.Attempts.Whom;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttemptsTest {
    private static final Whom ALICE = Whom.of("10.0.0.1", "alice");

    private long now;
    private final Attempts attempts = new Attempts(() -> now);

    @Test
    void tenAreFreeAndThenOneASecondIs() {
        spendAll(ALICE);
        assertThat(attempts.next(ALICE)).contains(Duration.ofSeconds(1));
        assertThat(attempts.next(ALICE)).contains(Duration.ofSeconds(2));
        now += Duration.ofSeconds(12).toNanos();
        assertThat(attempts.next(ALICE)).contains(Duration.ZERO);
    }

    @Test
    void aFewMayWaitAndTheOthersAreRefused() {
        spendAll(ALICE);
        IntStream.range(0, 5).forEach(i -> assertThat(attempts.next(ALICE)).isPresent());
        assertThat(attempts.next(ALICE)).isEmpty();
    }

    @Test
    void aRightOneCostsNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(attempts.next(ALICE)).contains(Duration.ZERO);
            attempts.wasRight(ALICE);
        }
    }

    @Test
    void anAttackOnOneUserSlowsNoOtherBehindTheSameProxy() {
        spendAll(ALICE);
        assertThat(attempts.next(Whom.of("10.0.0.1", "bob"))).contains(Duration.ZERO);
        assertThat(attempts.next(Whom.of("10.0.0.2", "alice"))).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "10.0.0.1, ::ffff:10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false"
    })
    void anAddressOfIpv6StandsForItsNetwork(String one, String other, boolean isSame) {
        assertThat(Whom.of(one, "alice").equals(Whom.of(other, "alice"))).isEqualTo(isSame);
    }

    @Test
    void thousandsOfNamesTakeNoMoreThanAFewPlaces() {
        long places = IntStream.range(0, 10_000)
                .mapToObj(i -> Whom.of("10.0.0.1", "user" + i))
                .distinct()
                .count();
        assertThat(places).isLessThanOrEqualTo(256);
    }

    private void spendAll(Whom whom) {
        IntStream.range(0, 11).forEach(i -> attempts.next(whom));
    }
}
