package io.genisys.connector.model;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hash of a definition. Running containers carry it, so it must not change from release to release. Its text alone
 * is not enough: {@code A} with the value {@code 1, B=2} reads as two variables, and a command of one empty word as
 * none. Of those that read alike, the plain one keeps the text, and the others add the lengths of their parts.
 */
final class DefinitionHash {
    private static final String SEPARATOR = "\u0000";
    /** Before what earlier releases did not know. */
    private static final String DETAILS = "details ";

    private static final String WORD_SEPARATOR = "\u0001";
    private static final String VARIABLE_SEPARATOR = ", ";
    /** What reads as the begin of another variable within a value. */
    private static final Pattern VARIABLE = Pattern.compile(", ((?:(?!, )[^=])+)=");

    private final ServiceDefinition definition;
    private final List<String> words;
    private final TreeMap<String, String> environment;

    private DefinitionHash(ServiceDefinition definition) {
        this.definition = definition;
        this.words = definition.program().command().map(Command::words).orElse(List.of());
        this.environment = new TreeMap<>(definition.program().environment().orElse(Map.of()));
    }

    /** 16 hexadecimal digits. */
    static String of(ServiceDefinition definition) {
        DefinitionHash hash = new DefinitionHash(definition);
        String text = hash.isPlain() ? hash.text() : hash.text() + SEPARATOR + hash.lengths();
        String details = definition.details().canonical();
        return HexFormat.of()
                .formatHex(Sha256.of(details.isEmpty() ? text : text + SEPARATOR + DETAILS + details), 0, 8);
    }

    private String text() {
        return String.join(
                SEPARATOR,
                definition.image().canonical(),
                String.join(WORD_SEPARATOR, words),
                environment.toString(),
                definition.ports().orElse(List.of()).stream().sorted().toList().toString());
    }

    private String lengths() {
        Stream<String> variables =
                environment.entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()));
        return "lengths " + words.stream().map(String::length).toList()
                + variables.map(String::length).toList();
    }

    /** Whether reading the text from left to right, a variable wherever one may begin, leads back to the definition. */
    private boolean isPlain() {
        return !words.equals(List.of(""))
                && words.stream().noneMatch(word -> word.contains(WORD_SEPARATOR))
                && environment.keySet().stream().skip(1).noneMatch(name -> name.contains(VARIABLE_SEPARATOR))
                && environment.entrySet().stream().noneMatch(DefinitionHash::holdsAnother);
    }

    /** Variables are in the order of their names: what comes before cannot begin after. */
    private static boolean holdsAnother(Map.Entry<String, String> variable) {
        return VARIABLE.matcher(variable.getValue())
                .results()
                .anyMatch(other -> other.group(1).compareTo(variable.getKey()) > 0);
    }
}
