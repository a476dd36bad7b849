package io.genisys.connector.json;

import static io.genisys.connector.fields.Parsers.fault;
import static io.genisys.connector.fields.Parsers.map;
import static io.genisys.connector.json.Forms.oneOrMore;
import static io.genisys.connector.json.Forms.word;

import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.model.Detail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code tmpfs} of a definition: a path, a list of paths with options, or an object of options by path. */
final class TmpfsForm {
    private static final String PATH = "/[^:\u0000]{1,4095}";
    private static final String ALLOWED = "must be an absolute path, optionally with options: \"/run:size=64m\"";

    /** Written as a list, as Compose has it. */
    static final DetailForm.Line<Map<String, String>> LINE = new DetailForm.Line<>(
            Detail.TMPFS, Field.optional(Detail.TMPFS.name(), parser(), d -> d.detail(Detail.TMPFS)
                    .map(TmpfsForm::written)));

    private TmpfsForm() {}

    private static List<String> written(Map<String, String> paths) {
        return paths.entrySet().stream()
                .map(path -> path.getValue().isEmpty() ? path.getKey() : path.getKey() + ":" + path.getValue())
                .toList();
    }

    private static Parser<Map<String, String>> parser() {
        Parser<List<String>> paths = oneOrMore(
                "must be a path or a list of them",
                word(ALLOWED, PATH + "(?::[^:\u0000]*)?").andThen(TmpfsForm::normal));
        Parser<Map<String, String>> map =
                map("must be an object", path -> path.matches(PATH), ALLOWED, Forms.variable());
        return value -> {
            if (value instanceof Map<?, ?>) {
                Map<String, String> all = new LinkedHashMap<>();
                map.parse(value).forEach((path, options) -> all.put(MountForm.normal(path), options));
                return all;
            }
            return byPath(paths.parse(value));
        };
    }

    private static String normal(String path) {
        int end = path.indexOf(':');
        String options = end < 0 ? "" : path.substring(end);
        String normal = MountForm.normal(end < 0 ? path : path.substring(0, end));
        if (normal.equals("/")) {
            throw fault(ALLOWED);
        }
        return normal + options;
    }

    private static Map<String, String> byPath(List<String> paths) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String path : paths) {
            int end = path.indexOf(':');
            all.put(end < 0 ? path : path.substring(0, end), end < 0 ? "" : path.substring(end + 1));
        }
        return all;
    }
}
