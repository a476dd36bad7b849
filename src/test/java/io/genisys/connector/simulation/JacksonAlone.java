package io.genisys.connector.simulation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Parses all JSON of a file, once and from a cold start, and prints how many milliseconds that takes: the least that
 * knowing what is in it can cost.
 */
final class JacksonAlone {
    private JacksonAlone() {}

    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        ObjectMapper json = new ObjectMapper();
        int entries = 0;
        try (JsonParser parser = json.createParser(Path.of(arguments[0]).toFile())) {
            while (parser.nextToken() != null) {
                entries += json.readTree(parser).size();
            }
        }
        System.out.println((System.nanoTime() - start) / 1e6);
        if (entries == 0) {
            throw new IllegalStateException("there was nothing to parse");
        }
    }
}
