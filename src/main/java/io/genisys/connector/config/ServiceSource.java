package io.genisys.connector.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genisys.connector.config.PythonFile.Assignment;
import io.genisys.connector.fields.Parsers;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.yaml.WordsYaml;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What a service file says, before anybody asks what it means.
 *
 * @param name of the file
 * @param values by variable
 * @param python where the values stand; empty for other formats
 * @param faults of those parts that could not be read
 */
record ServiceSource(String name, Map<String, Object> values, Map<String, Assignment> python, List<FieldError> faults) {
    private static final Pattern END_OF_FIELD = Pattern.compile("[.\\[].*", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** The languages in which definitions can be written. */
    enum Format {
        PYTHON,
        YAML,
        JSON;

        /** @throws InvalidException if the file's name ends differently */
        static Format of(Path path) {
            String name = path.toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".py")) {
                return PYTHON;
            }
            if (name.endsWith(".yml") || name.endsWith(".yaml")) {
                return YAML;
            }
            if (name.endsWith(".json")) {
                return JSON;
            }
            throw new InvalidException(path.toString(), "must end in .py, .yml, .yaml or .json");
        }
    }

    /** @throws InvalidException if nothing of the file can be read */
    static ServiceSource read(Path path, Format format) {
        String text = TextFile.read(path, path.getFileName().toString());
        String name = path.getFileName().toString();
        return switch (format) {
            case PYTHON -> python(name, PythonFile.read(text));
            case YAML -> tree(name, () -> WordsYaml.parse(text));
            case JSON -> tree(name, () -> json(text));
        };
    }

    private static ServiceSource python(String name, PythonFile.Result file) {
        Map<String, Object> values = new LinkedHashMap<>();
        file.assignments().forEach((variable, assignment) -> values.put(variable, assignment.value()));
        List<FieldError> faults = file.faults().stream()
                .map(fault -> new FieldError(name + ":" + fault.position(), fault.message()))
                .toList();
        return new ServiceSource(name, values, file.assignments(), faults);
    }

    private static ServiceSource tree(String name, Supplier<Object> parse) {
        try {
            Object tree = parse.get();
            if (tree != null && !(tree instanceof Map)) {
                throw Parsers.fault("must be an object with a service under each key");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            if (tree instanceof Map<?, ?> services) {
                services.forEach((variable, value) -> values.put(String.valueOf(variable), value));
            }
            return new ServiceSource(name, values, Map.of(), List.of());
        } catch (InvalidException e) {
            FieldError error = e.errors().get(0);
            throw new InvalidException(name + (error.field().isEmpty() ? "" : ":" + error.field()), error.message());
        }
    }

    private static Object json(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            // only the place: Jackson's message quotes the file, which may hold secrets
            JsonLocation place = e.getLocation();
            String field = place == null ? "" : place.getLineNr() + ":" + Math.max(1, place.getColumnNr());
            throw new InvalidException(field, "is not valid JSON, or has the same key twice");
        }
    }

    /** Says where in the file a fault of a definition is. */
    FieldError locate(String variable, FieldError error) {
        String field = error.field().isEmpty() ? variable : variable + "." + error.field();
        Assignment assignment = python.get(variable);
        if (assignment == null) {
            return new FieldError(name + " " + field, error.message());
        }
        String key = END_OF_FIELD.matcher(error.field()).replaceFirst("");
        Position position = assignment.fields().getOrDefault(key, assignment.position());
        return new FieldError(name + ":" + position + " " + field, error.message());
    }
}
