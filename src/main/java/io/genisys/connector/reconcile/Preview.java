package io.genisys.connector.reconcile;

import io.genisys.connector.model.ScalePreview;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.plan.Goal;
import io.genisys.connector.plan.Observation;
import io.genisys.connector.plan.Plan;
import io.genisys.connector.plan.Planner;
import java.util.Optional;

/** Tells what would be ordered for a number, all at once, without ordering it. */
record Preview(Shared shared, ObservationReader observationReader, Updating updating) {
    ScalePreview of(ServiceDefinition definition, int number) {
        Observation seen = observationReader.observeAtOnce(definition, Goal.running(number));
        return shared.catalog()
                .find(definition.name())
                .filter(Updating::isUnderWay)
                .map(entry -> updating.preview(entry, seen))
                .map(rollout ->
                        of(definition, number, rollout.plan(), rollout.order().why()))
                .orElseGet(() -> of(definition, number, Planner.plan(seen), Optional.empty()));
    }

    private static ScalePreview of(ServiceDefinition definition, int number, Plan plan, Optional<String> stopFirst) {
        return new ScalePreview(
                definition.name(),
                number,
                plan.starts().stream()
                        .map(start -> new ScalePreview.Start(start.host(), start.slot()))
                        .toList(),
                plan.stops(),
                plan.missing(),
                plan.unplaced(),
                stopFirst);
    }
}
