package io.genisys.connector.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that are not looked at are none that would have come first. */
class PlacerTest {
    private static final int FLEETS = 300;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 40})
    void choosesAsIfEachTimeAllHostsWereCompared(int number) {
        for (int seed = 0; seed < FLEETS; seed++) {
            Hosts hosts = new Hosts(new Random(seed));

            assertThat(hosts.given(number).plan().starts())
                    .as("seed %d", seed)
                    .extracting(start -> start.host().value())
                    .containsExactlyElementsOf(hosts.choose(number));
        }
    }

    /** Some full, some with containers of the service, some where others are being started. */
    private static final class Hosts {
        private final Map<String, Integer> places = new HashMap<>();
        private final Map<String, Integer> running = new HashMap<>();
        private final Map<String, Integer> reserved = new HashMap<>();
        private final Map<String, Integer> ofService = new HashMap<>();

        Hosts(Random random) {
            int count = 1 + random.nextInt(12);
            for (int i = 0; i < count; i++) {
                String host = "host" + i;
                ofService.put(host, random.nextInt(3));
                running.put(host, ofService.get(host) + random.nextInt(4));
                reserved.put(host, random.nextInt(3));
                places.put(host, random.nextInt(4));
            }
        }

        Given given(int more) {
            int there = ofService.values().stream().mapToInt(n -> n).sum();
            Given given = Given.wanted(there + more);
            running.forEach((host, runs) -> given.hostFor(host, places.get(host) + runs + reserved.get(host), runs)
                    .reserved(host, reserved.get(host)));
            int slot = 0;
            for (Map.Entry<String, Integer> of : ofService.entrySet()) {
                for (int i = 0; i < of.getValue(); i++) {
                    slot++;
                    given.there(Given.ours("c" + slot, of.getKey(), slot));
                }
            }
            return given;
        }

        List<String> choose(int number) {
            List<String> chosen = new ArrayList<>();
            while (chosen.size() < number && places.values().stream().anyMatch(n -> n > 0)) {
                String host = places.keySet().stream()
                        .filter(name -> places.get(name) > 0)
                        .min(Comparator.comparing((String name) -> ofService.get(name))
                                .thenComparing(name -> running.get(name) + reserved.get(name))
                                .thenComparing(Comparator.naturalOrder()))
                        .orElseThrow();
                chosen.add(host);
                places.merge(host, -1, Integer::sum);
                ofService.merge(host, 1, Integer::sum);
                running.merge(host, 1, Integer::sum);
            }
            return chosen;
        }
    }
}
