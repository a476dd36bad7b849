package io.genisys.connector.compose;

import io.genisys.connector.fields.Parser;
import io.genisys.connector.json.DefinitionForm;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.ServiceName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A service of a file while it is read: the fields of its definition, and what was found. */
final class ServiceDraft {
    private static final String NAME = "name";

    private final Map<String, Object> fields = new LinkedHashMap<>();
    /** Where the file has a field, if not under the name that it has in the definition. */
    private final Map<String, String> places = new LinkedHashMap<>();

    private final Findings.Draft findings = new Findings.Draft();
    private OptionalInt number = OptionalInt.empty();

    ServiceDraft(String name) {
        if (ServiceName.isValid(name)) {
            fields.put(NAME, name);
        } else {
            findings.refuse(NAME, ServiceName.ALLOWED + "; give the service another name");
        }
    }

    Findings.Draft findings() {
        return findings;
    }

    /** Takes a value for a field of the definition, read in that way. */
    void take(String field, Object value, Parser<Object> parser) {
        take(field, field, value, parser);
    }

    /** @param place where the file has it */
    void take(String field, String place, Object value, Parser<Object> parser) {
        try {
            findings.found(place, Verdict.TAKEN);
            fields.put(field, parser.parse(value));
            places.put(field, place);
        } catch (InvalidException e) {
            findings.refuse(place, e);
        }
    }

    /** A file may ask for a number in two places. */
    void number(String place, Object value, Parser<Integer> parser) {
        try {
            int asked = parser.parse(value);
            if (number.isPresent() && number.getAsInt() != asked) {
                findings.refuse(
                        place,
                        "asks for another number than the one in scale or deploy.replicas; leave one of them out");
            }
            number = OptionalInt.of(asked);
            findings.found(place, Verdict.TAKEN);
        } catch (InvalidException e) {
            findings.refuse(place, e);
        }
    }

    ComposeReport.Service done(Consumer<ServiceDefinition> rules) {
        Optional<ServiceDefinition> definition = definition(rules);
        return new ComposeReport.Service(findings.done(), findings.isRefused() ? Optional.empty() : definition, number);
    }

    /** All faults of the definition are told, whatever else is refused. */
    private Optional<ServiceDefinition> definition(Consumer<ServiceDefinition> rules) {
        try {
            return Optional.of(DefinitionForm.read(fields, rules));
        } catch (InvalidException e) {
            e.errors().forEach(this::refuse);
            return Optional.empty();
        }
    }

    private void refuse(FieldError fault) {
        String top = fault.field().replaceFirst("[.\\[].*", "");
        String place = fault.field().startsWith(places.getOrDefault(top, top)) ? top : places.getOrDefault(top, top);
        findings.refuse(place + fault.field().substring(top.length()), fault.message());
    }
}
