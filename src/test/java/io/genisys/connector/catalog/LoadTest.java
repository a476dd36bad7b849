package io.genisys.connector.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.Authorship;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.genisys.connector.model.VersionFailure;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What services weigh is known after each change without weighing all of them again. */
class LoadTest {
    private static final long MOST = 40_000;

    private CatalogState state = CatalogState.EMPTY;
    private long weight = Load.UNKNOWN;

    private static ServiceDefinition service(int which, int length) {
        return DefinitionForm.read(
                Map.of("name", "s" + which, "image", "repo:1", "environment", Map.of("A", "x".repeat(length))));
    }

    private static void attempt(Runnable change) {
        try {
            change.run();
        } catch (FailureException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private void change(Draft draft, Random chance) {
        int which = chance.nextInt(20);
        ServiceName name = new ServiceName("s" + which);
        switch (chance.nextInt(8)) {
            case 0 -> attempt(() -> draft.remove(name, Precondition.NONE, Set.of()));
            case 1 -> attempt(() -> draft.replaceAll(state.snapshot(), Authorship.UNKNOWN));
            case 2 -> attempt(() -> draft.replaceAll(withoutVersions(chance), Authorship.UNKNOWN));
            case 3 ->
                attempt(() -> draft.facts(
                        name,
                        state.find(name).map(Entry::version).orElse(0L),
                        facts -> facts.failed(new VersionFailure("it ended", List.of("x".repeat(1_000))))));
            default ->
                attempt(() -> draft.put(service(which, chance.nextInt(2_000)), Precondition.NONE, Authorship.UNKNOWN));
        }
    }

    /** Of some services another definition. */
    private CatalogSnapshot withoutVersions(Random chance) {
        CatalogSnapshot all = state.snapshot();
        return all.with(all.services().stream()
                .map(service -> chance.nextBoolean()
                        ? service.definition()
                        : service(
                                Integer.parseInt(
                                        service.definition().name().value().substring(1)),
                                chance.nextInt(2_000)))
                .map(definition -> new CatalogSnapshot.Service(definition, OptionalInt.empty()))
                .toList());
    }

    @Test
    void theWeightThatIsKeptIsThatOfAllServices() {
        Random chance = new Random(7051);
        for (int i = 0; i < 2_000; i++) {
            Draft draft = new Draft(state, MOST, weight);
            for (int changes = chance.nextInt(4); changes > 0; changes--) {
                change(draft, chance);
            }
            state = draft.state();
            weight = draft.weight();
            long all = state.entries().values().stream().mapToLong(Load::of).sum();
            assertThat(weight).isIn(all, Load.UNKNOWN);
            assertThat(all).isLessThanOrEqualTo(MOST);
        }
        assertThat(weight).isNotEqualTo(Load.UNKNOWN);
    }
}
