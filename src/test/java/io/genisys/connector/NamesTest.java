package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.HasDescription;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One word for one thing: names that had several meanings do not come back. ARCHITECTURE.md has the words. */
class NamesTest {
    /** The name that is out of use, and what to say. */
    private static final Map<String, String> OUT_OF_USE = Map.ofEntries(
            Map.entry("look", "replan a service, list an engine, query a value"),
            Map.entry("isOver", "hasEnded, isSettled, isRemoved: say of what"),
            Map.entry("wish", "setAvailability"),
            Map.entry("around", "shared"),
            Map.entry("Surroundings", "Shared"),
            Map.entry("Waiters", "ScaleRequests"),
            Map.entry("Waiting", "WakeList"),
            Map.entry("Flights", "OrdersUnderWay"),
            Map.entry("Rooms", "Capacities"),
            Map.entry("Room", "Capacity"),
            Map.entry("Stock", "Census"),
            Map.entry("Spread", "Placer"),
            Map.entry("Instance", "Replica"),
            Map.entry("Unclaimed", "Unlabelled"),
            Map.entry("State", "CatalogState, ContainerState: say of what"),
            Map.entry("Change", "FleetChange, ContainerDiff, PutResult: say of what"),
            Map.entry("keep", "persist, store, endRemoval, keepsNumbers"));

    @Test
    void noNameIsOutOfUse() {
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages("io.genisys.connector");
        assertThat(ours.stream().flatMap(NamesTest::outOfUse)).isEmpty();
    }

    private static Stream<String> outOfUse(JavaClass in) {
        return Stream.of(List.of(in), in.getFields(), in.getMethods())
                .flatMap(some -> some.stream())
                .filter(named -> OUT_OF_USE.containsKey(last(named)))
                .map(named -> ((HasDescription) named).getDescription() + " -> " + OUT_OF_USE.get(last(named)));
    }

    private static String last(HasName named) {
        return named.getName().replaceFirst(".*[.$]", "");
    }
}
