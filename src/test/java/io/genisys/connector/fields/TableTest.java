package io.genisys.connector.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genisys.connector.model.InvalidException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A table of fields that no definition has: nested, with a short form and a long one. */
class TableTest {
    /** A trip, and what is eaten on it. */
    private record Trip(String to, Optional<List<Meal>> meals) {}

    private record Meal(String dish, Optional<String> drink) {}

    private static final Field<Meal, String> DISH =
            Field.required("dish", "must be a dish", Parsers.text("must be a dish", text -> text), Meal::dish);
    private static final Field<Meal, Optional<String>> DRINK =
            Field.optional("drink", Parsers.scalar("must be a drink", Optional::of), Meal::drink);
    private static final Table<Meal> MEAL = new Table<>("a meal", DISH, DRINK);

    private static final Parser<Meal> SHORT = Parsers.text("must be a dish", dish -> new Meal(dish, Optional.empty()));
    private static final Parser<Meal> LONG =
            MEAL.parser("must be a dish, or an object with dish", row -> new Meal(row.get(DISH), row.get(DRINK)));

    private static final Field<Trip, String> TO =
            Field.required("to", "must be a place", Parsers.text("must be a place", text -> text), Trip::to);
    private static final Field<Trip, Optional<List<Meal>>> MEALS = Field.optional(
            "meals",
            Parsers.list("must be a list of meals", Parsers.either(String.class, SHORT, LONG)),
            (Trip trip) -> trip.meals().map(all -> all.stream().map(MEAL::write).toList()));
    private static final Table<Trip> TRIP = new Table<>("a trip", TO, MEALS);

    private static Trip read(Map<String, ?> fields) {
        Table.Row row = TRIP.read(fields);
        return new Trip(row.get(TO), row.get(MEALS));
    }

    private static List<String> faultsOf(Map<String, ?> fields) {
        return catchThrowableOfType(InvalidException.class, () -> read(fields)).errors().stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void theShortFormMeansWhatTheLongOneDoes() {
        assertThat(read(Map.of("to", "Ulm", "meals", List.of("soup", Map.of("dish", "soup"))))
                        .meals())
                .hasValueSatisfying(meals -> assertThat(meals.get(0)).isEqualTo(meals.get(1)));
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        Trip trip = new Trip("Ulm", Optional.of(List.of(new Meal("soup", Optional.of("tea")))));

        assertThat(TRIP.write(trip))
                .isEqualTo(Map.of("to", "Ulm", "meals", List.of(Map.of("dish", "soup", "drink", "tea"))));
        assertThat(read(TRIP.write(trip))).isEqualTo(trip);
    }

    @Test
    void aFieldThatIsNotGivenIsWrittenOnlyIfItAlwaysIs() {
        Field<Trip, Optional<List<Meal>>> always = MEALS.alwaysWritten();

        assertThat(TRIP.write(new Trip("Ulm", Optional.empty()))).containsOnlyKeys("to");
        assertThat(new Table<>("a trip", TO, always).write(new Trip("Ulm", Optional.empty())))
                .containsEntry("meals", null);
    }

    @Test
    void allFaultsAreFoundAndEachNamesItsWholePath() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("meels", List.of());
        fields.put("meals", Arrays.asList("soup", 5, null, Map.of("dish", 5, "drink", List.of(), "drnk", "tea")));

        assertThat(faultsOf(fields))
                .containsExactly(
                        "meels: is not a field of a trip; did you mean meals?",
                        "to: is missing; it must be a place",
                        "meals[1]: must be a dish, or an object with dish",
                        "meals[2]: must be a dish, or an object with dish",
                        "meals[3].drnk: is not a field of a meal; did you mean drink?",
                        "meals[3].dish: must be a dish",
                        "meals[3].drink: must be a drink");
    }

    @Test
    void aRowHoldsOnlyWhatWasGiven() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("meals", null);
        fields.put("to", "Ulm");

        assertThat(TRIP.read(fields).names()).containsExactly("to");
        assertThat(TRIP.read(fields).get(MEALS)).isEmpty();
    }

    @Test
    void aNameThatIsNearToNoneIsAnsweredWithAllThatAreAllowed() {
        assertThat(faultsOf(Map.of("to", "Ulm", "weather", "fine")))
                .containsExactly("weather: is not a field of a trip; allowed are to, meals");
    }

    @Test
    void aFaultOfAFreeNameIsAtItsPlace() {
        Parser<Map<String, String>> labels = Parsers.map(
                "must be labels",
                name -> name.matches("[a-z]+"),
                "must be named with letters",
                Parsers.scalar("must be text", Optional::of));
        FaultList faults = new FaultList();

        assertThat(faults.read("labels", new LinkedHashMap<>(Map.of("a", 1.10, "B", "x", "c", List.of())), labels))
                .isEmpty();
        assertThat(catchThrowableOfType(InvalidException.class, faults::refuse).errors())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("labels.B: must be named with letters", "labels.c: must be text");
    }
}
