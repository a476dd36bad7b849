package io.genisys.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApiRoutesTest {
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+) (/[^`? ]*)[^`]*` \\|(.*)");
    private static final Pattern STATUS = Pattern.compile("(?:(?<=[|,;] )|(?<=^ ))[1-5][0-9]{2}\\b");

    private static Map<String, Set<Integer>> documented() throws IOException {
        Map<String, Set<Integer>> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/api.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<Integer> statuses =
                        rows.computeIfAbsent(row.group(1) + " " + row.group(2), route -> new TreeSet<>());
                STATUS.matcher(row.group(3)).results().forEach(status -> statuses.add(Integer.valueOf(status.group())));
            }
        }
        return rows;
    }

    @Test
    void theDocumentListsEachRouteWithTheStatusesOfItsAnswers() throws IOException {
        try (TestApi api = TestApi.start()) {
            Map<String, Set<Integer>> routes = api.routes().stream()
                    .collect(Collectors.toMap(
                            route -> route.method() + " "
                                    + route.path().replace(":version", "<n>").replaceAll(":([a-z]+)", "<$1>"),
                            ApiRoute::answers,
                            (a, b) -> a,
                            TreeMap::new));
            // to its callers it is one of /hosts/<name>
            routes.remove("GET /hosts/resume");

            assertThat(documented()).isEqualTo(routes);
        }
    }
}
