package io.genisys.connector.compose;

import static io.genisys.connector.compose.Verdict.TAKEN;

import io.genisys.connector.fields.Parser;
import io.genisys.connector.model.ServiceDefinition;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** From a service of a Compose file to a definition. */
final class ServiceReading {
    private static final Verdict NO_VALUE = new Verdict.Ignored("it has no value, which is as if it were left out");
    private static final String NOT_COMPOSE = "is not a field of Compose's services";

    private final Uses uses;
    private final Parser<Integer> number;
    private final Consumer<ServiceDefinition> rules;

    ServiceReading(Uses uses, int maxContainers, Consumer<ServiceDefinition> rules) {
        this.uses = uses;
        this.number = Numbers.upTo(maxContainers);
        this.rules = rules;
    }

    ComposeReport.Service read(String name, Object value) {
        ServiceDraft draft = new ServiceDraft(name);
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((field, content) -> read(draft, String.valueOf(field), content));
        } else {
            draft.findings().refuse("", "must be an object with at least image");
        }
        return draft.done(rules);
    }

    private void read(ServiceDraft draft, String field, Object value) {
        Verdict verdict = verdict(field, ServiceRules.of(field), ServiceRules.all(), NOT_COMPOSE);
        if (value == null && ServiceRules.of(field).isPresent()) {
            draft.findings().found(field, NO_VALUE);
        } else if (verdict != TAKEN) {
            draft.findings().found(field, verdict);
        } else if (field.equals(ServiceRules.SCALE)) {
            draft.number(field, value, this::number);
        } else if (field.equals(ServiceRules.DEPLOY)) {
            deploy(draft, value);
        } else {
            draft.take(field, value, content -> uses.read(field, Dollars.read(content)));
        }
    }

    private int number(Object value) {
        return number.parse(Dollars.read(value));
    }

    private static Verdict verdict(String field, Optional<Verdict> known, Collection<String> all, String unknown) {
        return Extensions.is(field) ? Extensions.IGNORED : known.orElseGet(() -> Unknown.refused(field, all, unknown));
    }

    private void deploy(ServiceDraft draft, Object value) {
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((field, content) -> deploy(draft, String.valueOf(field), content));
        } else if (value != null) {
            draft.findings().refuse(ServiceRules.DEPLOY, "must be an object");
        }
    }

    private void deploy(ServiceDraft draft, String field, Object value) {
        String place = ServiceRules.DEPLOY + "." + field;
        Verdict verdict = verdict(
                field,
                Optional.ofNullable(DeployRules.known().get(field)),
                DeployRules.names(),
                "is not a field of Compose's deploy");
        if (verdict != TAKEN) {
            draft.findings().found(place, verdict);
            return;
        }
        switch (field) {
            case DeployRules.REPLICAS -> draft.number(place, value, this::number);
            case DeployRules.MODE -> draft.findings().found(place, DeployRules.ofMode(value));
            case DeployRules.PLACEMENT -> placement(draft, place, value);
            case DeployRules.UPDATE_CONFIG -> draft.take(field, place, value, Dollars::read);
            default -> resources(draft, place, value);
        }
    }

    private static void resources(ServiceDraft draft, String place, Object value) {
        draft.take(ServiceRules.DEPLOY, place, value, content -> Map.of(DeployRules.RESOURCES, Dollars.read(content)));
    }

    private static void placement(ServiceDraft draft, String place, Object value) {
        if (!(value instanceof Map<?, ?> fields)) {
            draft.findings().refuse(place, "must be an object");
            return;
        }
        fields.forEach((key, content) -> {
            String field = String.valueOf(key);
            Verdict verdict = verdict(
                    field,
                    Optional.ofNullable(DeployRules.ofPlacement().get(field)),
                    DeployRules.ofPlacement().keySet(),
                    "is not a field of Compose's placement");
            if (verdict != TAKEN) {
                draft.findings().found(place + "." + field, verdict);
            } else {
                draft.take(DeployRules.PLACEMENT, place, content, given -> Map.of(field, Dollars.read(given)));
            }
        });
    }
}
