package io.genisys.connector.http;

import io.genisys.connector.compose.ComposeReport;
import io.genisys.connector.compose.ComposeReport.Service;
import io.genisys.connector.compose.Findings;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a Compose file, in JSON. */
final class ComposeView {
    private static final String SERVICES = "services";

    private ComposeView() {}

    /** @param results what was done with each service that is defined, or would be */
    static JsonObject of(ComposeReport report, boolean isDryRun, Map<ServiceName, String> results) {
        JsonObject services = new JsonObject();
        report.services().forEach((name, service) -> services.put(name, service(service, results)));
        return new JsonObject().put("dry_run", isDryRun).put(SERVICES, services).put("file", findings(report.file()));
    }

    private static JsonObject service(Service service, Map<ServiceName, String> results) {
        Optional<ServiceDefinition> definition = service.definition();
        String result =
                definition.map(ServiceDefinition::name).map(results::get).orElse("refused");
        return new JsonObject()
                .put("result", result)
                .put("number", JsonParts.number(service.number()))
                .mergeIn(findings(service.fields()))
                .put(
                        "definition",
                        definition
                                .map(DefinitionForm::write)
                                .map(JsonObject::new)
                                .orElse(null));
    }

    private static JsonObject findings(Findings found) {
        return new JsonObject()
                .put("taken", new JsonArray(found.taken()))
                .put("ignored", reasons(found.ignored()))
                .put("refused", reasons(found.refused()));
    }

    private static JsonObject reasons(Map<String, String> all) {
        JsonObject reasons = new JsonObject();
        all.forEach(reasons::put);
        return reasons;
    }

    /** Nothing is changed: an error with each refused field, and the whole report. */
    static Answer refusal(ComposeReport report) {
        List<FieldError> errors = new ArrayList<>();
        add("", report.file(), errors);
        report.services().forEach((name, service) -> add(SERVICES + "." + name, service.fields(), errors));
        return Problem.of(new InvalidException(errors))
                .with(of(report, false, Map.of()))
                .answer();
    }

    private static void add(String place, Findings found, List<FieldError> errors) {
        found.refused().forEach((field, because) -> {
            String dot = place.isEmpty() || field.isEmpty() ? "" : ".";
            errors.add(new FieldError(place + dot + field, because));
        });
    }
}
