package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.DB;
import static io.genisys.connector.catalog.Services.WEB;
import static io.genisys.connector.catalog.Services.await;
import static io.genisys.connector.catalog.Services.failure;
import static io.genisys.connector.catalog.Services.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.catalog.Catalog.AskResult;
import io.genisys.connector.json.ModelJson;
import io.genisys.connector.model.FailureKind;
import io.genisys.connector.model.Freeze;
import io.genisys.connector.model.Freezes;
import io.genisys.connector.model.Guards;
import io.genisys.connector.model.Limit;
import io.genisys.connector.model.Protection;
import io.genisys.connector.model.ScaleLimits;
import io.genisys.connector.model.ScaleLimits.Pace;
import io.genisys.connector.model.ScalePolicy;
import io.genisys.connector.model.ServiceName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every catalog keeps of numbers that do not hold at once, of freezes and of protections. */
abstract class LimitsContract {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final ScalePolicy STEPS = policy(ScalePolicy.Excess.CLAMP);
    private static final ScalePolicy REFUSING = policy(ScalePolicy.Excess.REFUSE);
    private static final Freeze FREEZE =
            new Freeze(NOON, Optional.of(NOON.plus(MINUTE)), Optional.of("incident"), Optional.empty());

    /** The catalog under test, empty at first; the same one at every call of one test. */
    abstract Catalog catalog();

    /** At most 9, and 2 more a minute. */
    private static ScalePolicy policy(ScalePolicy.Excess excess) {
        Pace up = new Pace(Optional.of(2), Optional.of(MINUTE));
        return new ScalePolicy(new ScaleLimits(Optional.empty(), Optional.of(9), up, Pace.ANY), excess, 1000);
    }

    private void defineWeb() {
        await(catalog().put(service(WEB, 1), Precondition.NONE));
    }

    private Entry web() {
        return catalog().find(WEB).orElseThrow();
    }

    private AskResult ask(int number, Instant at) {
        return await(catalog().ask(WEB, Ask.of(number, STEPS, at)));
    }

    private AskResult again(Instant at) {
        return await(catalog().ask(WEB, Ask.again(STEPS, at)));
    }

    @Test
    void keepsWhatWasAskedForAndGoesOn() {
        defineWeb();
        assertThat(ask(1, NOON).entry().number()).hasValue(1);

        AskResult step = ask(12, NOON.plus(MINUTE));
        assertThat(step.before()).hasValue(1);
        assertThat(step.isNew()).isTrue();
        assertThat(step.allowance().by()).contains(Limit.STEP_UP);
        assertThat(web().number()).hasValue(3);
        assertThat(web().asked()).hasValue(12);

        assertThat(again(NOON.plus(MINUTE.multipliedBy(2)).minusMillis(1))
                        .entry()
                        .number())
                .hasValue(3);
        for (int minutes = 2; minutes < 10; minutes++) {
            again(NOON.plus(MINUTE.multipliedBy(minutes)));
        }
        assertThat(web().number()).hasValue(9);
        assertThat(web().asked()).hasValue(12);
    }

    @Test
    void theSameNumberAgainChangesNothing() {
        defineWeb();
        ask(1, NOON);
        ask(9, NOON);
        Entry before = web();

        AskResult same = ask(9, NOON.plus(MINUTE.multipliedBy(5)));

        assertThat(same.isNew()).isFalse();
        assertThat(web()).isEqualTo(before);
    }

    @Test
    void aDefinitionsChangeKeepsWhatWasAskedForAndARemovalDoesNot() {
        defineWeb();
        ask(1, NOON);
        ask(9, NOON);
        await(catalog().put(service(WEB, 2), Precondition.NONE));
        assertThat(web().asked()).hasValue(9);

        await(catalog().beginRemoval(WEB, Precondition.NONE));
        await(catalog().endRemoval(WEB));
        assertThat(web().asked()).isEmpty();
    }

    @Test
    void refusesIfThePolicySaysSo() {
        defineWeb();
        assertThat(failure(catalog().ask(WEB, Ask.of(12, REFUSING, NOON)))).isEqualTo(FailureKind.INVALID);
        assertThat(failure(catalog().ask(DB, Ask.of(1, REFUSING, NOON)))).isEqualTo(FailureKind.UNKNOWN_SERVICE);
        assertThat(web().asked()).isEmpty();
        await(catalog().ask(WEB, Ask.of(9, REFUSING, NOON)));
        assertThat(web().number()).hasValue(9);
    }

    @Test
    void nothingMoreIsKeptOfANumberWithoutLimits() {
        defineWeb();
        await(catalog().ask(WEB, Ask.of(3, ScalePolicy.NONE, NOON)));
        assertThat(web().wanted().asked()).isEmpty();
        String document = new String(ModelJson.write(await(catalog().export())), StandardCharsets.UTF_8);
        assertThat(document).doesNotContain("asked").doesNotContain("frozen");
    }

    @Test
    void holdsAFrozenNumberAndTellsOfFreezes() {
        AtomicInteger told = new AtomicInteger();
        catalog().listen(new Catalog.Listener() {
            @Override
            public void changed(ServiceName service) {}

            @Override
            public void guardsChanged() {
                told.incrementAndGet();
            }
        });
        defineWeb();
        await(catalog().freeze(Optional.of(WEB), Optional.of(FREEZE)));
        assertThat(ask(3, NOON).entry().number()).isEqualTo(OptionalInt.empty());
        await(catalog().freeze(Optional.empty(), Optional.of(FREEZE)));
        await(catalog().freeze(Optional.of(WEB), Optional.empty()));
        assertThat(again(NOON).entry().number()).isEmpty();
        assertThat(catalog().freezes().isFrozen(DB)).isTrue();

        await(catalog().endGuards(Set.of(NOON.plus(MINUTE)), Set.of()));

        assertThat(catalog().guards()).isEqualTo(Guards.NONE);
        assertThat(again(NOON).entry().number()).hasValue(3);
        assertThat(told).hasValue(4);
        assertThat(failure(catalog().freeze(Optional.of(DB), Optional.of(FREEZE))))
                .isEqualTo(FailureKind.UNKNOWN_SERVICE);
    }

    @Test
    void whatIsSaidOfAServiceGoesWithIt() {
        defineWeb();
        await(catalog().freeze(Optional.of(WEB), Optional.of(FREEZE)));
        await(catalog().protect("c1", Optional.of(new Protection(WEB, NOON))));

        await(catalog().remove(WEB, Precondition.NONE, Set.of()));

        assertThat(catalog().guards()).isEqualTo(Guards.NONE);
    }

    @Test
    void protectsContainersUntilTheyAreGone() {
        defineWeb();
        Protection protection = new Protection(WEB, NOON);
        await(catalog().protect("c1", Optional.of(protection)));
        await(catalog().protect("c2", Optional.of(protection)));
        await(catalog().protect("c1", Optional.empty()));
        assertThat(catalog().guards().protections()).containsOnlyKeys("c2");
        assertThat(await(catalog().endGuards(Set.of(), Set.of("c2"))).protections())
                .isEmpty();
        assertThat(failure(catalog().protect("c3", Optional.of(new Protection(DB, NOON)))))
                .isEqualTo(FailureKind.UNKNOWN_SERVICE);
    }

    @Test
    void anExportHasWhatWasAskedForAndWhatIsFrozen() {
        defineWeb();
        ask(1, NOON);
        ask(9, NOON);
        await(catalog().freeze(Optional.of(WEB), Optional.of(FREEZE)));
        CatalogSnapshot snapshot = await(catalog().export());
        await(catalog().freeze(Optional.of(WEB), Optional.empty()));
        await(catalog().number(WEB, OptionalInt.of(2)));
        assertThat(catalog().freezes()).isEqualTo(Freezes.NONE);

        await(catalog().replaceAll(ModelJson.read(ModelJson.write(snapshot), CatalogSnapshot.class)));

        assertThat(catalog().freezes()).isEqualTo(new Freezes(Optional.empty(), Map.of(WEB, FREEZE)));
        assertThat(web().number()).hasValue(3);
        assertThat(web().asked()).hasValue(9);
    }
}
