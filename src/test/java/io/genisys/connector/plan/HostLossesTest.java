package io.genisys.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.model.EngineStatus;
import io.genisys.connector.model.Failure;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.HostCondition;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.HostProfile;
import io.genisys.connector.model.HostView;
import io.genisys.connector.model.ReportNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Hosts fall silent and come back; time passes in seconds. */
class HostLossesTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<HostView> hosts = new ArrayList<>();
    private final Map<HostName, Instant> since = new HashMap<>();
    private HostLosses losses = HostLosses.NONE;

    private void ready(String name, int at) {
        put(name, HostCondition.READY, START.plusSeconds(at));
    }

    private void silentSince(String name, int at) {
        put(name, HostCondition.UNREACHABLE, START.plusSeconds(at));
    }

    private void neverSeen(String name, int firstHeardOf) {
        since.put(new HostName(name), START.plusSeconds(firstHeardOf));
        put(name, HostCondition.UNREACHABLE, Instant.EPOCH);
    }

    private void addedAndNeverSeen(String name, int firstHeardOf) {
        since.put(new HostName(name), START.plusSeconds(firstHeardOf));
        put(name, HostProfile.PLAIN.awaited(false), HostCondition.UNREACHABLE, Instant.EPOCH);
    }

    private void setAside(String name) {
        Failure other = new Failure(FailureKind.CONFLICT, "the same Docker engine");
        hosts.add(new HostView(
                new HostName(name),
                HostProfile.PLAIN,
                new ReportNumber(1, 1),
                EngineStatus.UNHEARD.in(HostCondition.UNREACHABLE, Optional.of(other)),
                0,
                0));
    }

    private void put(String name, HostCondition condition, Instant at) {
        put(name, HostProfile.PLAIN, condition, at);
    }

    private void put(String name, HostProfile profile, HostCondition condition, Instant at) {
        hosts.removeIf(host -> host.host().value().equals(name));
        hosts.add(new HostView(
                new HostName(name),
                profile,
                new ReportNumber(1, 1),
                new EngineStatus(condition, at, at, Optional.empty(), Optional.empty()),
                0,
                0));
    }

    private Set<HostName> lostAt(int second) {
        losses = losses.after(hosts, since, START.plusSeconds(second), LIMIT);
        return losses.lost();
    }

    private static Set<HostName> names(String... names) {
        return Set.of(names).stream().map(HostName::new).collect(Collectors.toSet());
    }

    @Test
    void losesAHostAtTheLimitAndFindsItWhenItAnswers() {
        ready("a", 0);
        ready("b", 0);
        silentSince("c", 10);

        assertThat(lostAt(39)).isEmpty();
        assertThat(lostAt(40)).isEqualTo(names("c"));
        ready("c", 41);
        assertThat(lostAt(41)).isEmpty();
    }

    @Test
    void neverLosesAHostThatAnswersWithErrors() {
        ready("a", 0);
        ready("b", 0);
        put("c", HostCondition.FAILING, START);

        assertThat(lostAt(600)).isEmpty();
        assertThat(losses.isSuspended()).isFalse();
    }

    @Test
    void losesAHostThatToldNothingButErrorsSinceTheStart() {
        ready("a", 0);
        ready("b", 0);
        neverSeen("c", 0);
        put("c", HostCondition.FAILING, Instant.EPOCH);

        assertThat(lostAt(29)).isEmpty();
        assertThat(lostAt(30)).isEqualTo(names("c"));
    }

    @Test
    void losesNobodyForABlip() {
        ready("a", 0);
        ready("b", 0);
        for (int second = 0; second < 600; second += 20) {
            silentSince("c", second);
            assertThat(lostAt(second + 3)).isEmpty();
            ready("c", second + 3);
            assertThat(lostAt(second + 4)).isEmpty();
        }
    }

    @Test
    void losesNobodyWhereMoreThanHalfVanishAtOnce() {
        ready("a", 0);
        silentSince("b", 0);
        silentSince("c", 5);

        assertThat(lostAt(600)).isEmpty();
        assertThat(losses.isSuspended()).isTrue();
    }

    @Test
    void goesOnWhenEnoughOfThemAnswer() {
        ready("a", 0);
        silentSince("b", 0);
        silentSince("c", 0);
        lostAt(60);
        ready("b", 61);

        assertThat(lostAt(61)).isEqualTo(names("c"));
        assertThat(losses.isSuspended()).isFalse();
    }

    @Test
    void goesOnWhenAnOperatorConfirmsIt() {
        ready("a", 0);
        silentSince("b", 0);
        silentSince("c", 50);
        lostAt(60);
        losses = losses.confirm(hosts);

        assertThat(lostAt(60)).isEqualTo(names("b"));
        assertThat(lostAt(80)).isEqualTo(names("b", "c"));
        assertThat(losses.isSuspended()).isFalse();
    }

    @Test
    void forgetsAConfirmationWhenTheHostAnswers() {
        ready("a", 0);
        silentSince("b", 0);
        silentSince("c", 0);
        losses = losses.confirm(hosts);
        lostAt(60);
        ready("b", 70);
        ready("c", 70);
        lostAt(70);
        silentSince("b", 80);
        silentSince("c", 80);

        assertThat(lostAt(200)).isEmpty();
        assertThat(losses.isSuspended()).isTrue();
    }

    @Test
    void losesOneAfterTheOtherWhereTheyVanishOneAfterTheOther() {
        ready("a", 0);
        ready("b", 0);
        silentSince("c", 0);
        assertThat(lostAt(30)).isEqualTo(names("c"));
        silentSince("b", 100);

        assertThat(lostAt(130)).isEqualTo(names("b", "c"));
    }

    @Test
    void losesHalfOfThem() {
        ready("a", 0);
        silentSince("b", 0);

        assertThat(lostAt(30)).isEqualTo(names("b"));
    }

    @Test
    void neverLosesTheOnlyHost() {
        silentSince("a", 0);

        assertThat(lostAt(600)).isEmpty();
    }

    @Test
    void countsFromWhenItWasFirstHeardOfWhereOneNeverAnswered() {
        ready("a", 0);
        neverSeen("b", 5);

        assertThat(lostAt(34)).isEmpty();
        assertThat(lostAt(35)).isEqualTo(names("b"));
    }

    @Test
    void hostsWhoseEngineIsDrivenUnderAnotherNameSayNothingAboutTheOthers() {
        ready("a", 100);
        silentSince("b", 65);
        setAside("a2");
        setAside("a3");

        assertThat(lostAt(95)).isEqualTo(names("b"));
        assertThat(losses.isSuspended()).isFalse();
    }

    @Test
    void hostsThatWereAddedAndNeverAnsweredSayNothingAboutTheOthers() {
        since.put(new HostName("a"), START);
        since.put(new HostName("b"), START);
        ready("a", 100);
        silentSince("b", 65);
        addedAndNeverSeen("new1", 60);
        addedAndNeverSeen("new2", 60);

        assertThat(lostAt(89)).isEmpty();
        assertThat(lostAt(90)).isEqualTo(names("new1", "new2"));
        assertThat(lostAt(95)).isEqualTo(names("b", "new1", "new2"));
        assertThat(losses.isSuspended()).isFalse();
    }

    @Test
    void aLostHostStaysLostWhenWeWakeUp() {
        ready("a", 0);
        silentSince("b", 0);
        assertThat(lostAt(30)).isEqualTo(names("b"));
        since.put(new HostName("b"), START.plusSeconds(60));

        assertThat(lostAt(60)).isEqualTo(names("b"));
    }

    @Test
    void silenceDoesNotCountFromBeforeWeWokeUp() {
        since.put(new HostName("b"), START.plusSeconds(60));
        ready("a", 60);
        silentSince("b", 0);

        assertThat(lostAt(61)).isEmpty();
        assertThat(lostAt(90)).isEqualTo(names("b"));
    }
}
