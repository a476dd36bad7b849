package io.genisys.connector.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link leads somewhere, and every file, key, variable, option and class that the documents name is there. */
class DocumentsTest {
    private static final Pattern FILE =
            Pattern.compile("(?<![\\w./-])(?:scripts|conf|docker|docs|src|\\.ci)/[\\w./-]*\\w");
    private static final Pattern KEY = Pattern.compile("(?<![\\w./-])(?:connector|docker)\\.[a-z_]+");
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\w)[A-Z][A-Z]+(?:_[A-Z]+)+(?!\\w)");
    private static final Pattern SCRIPT_OPTION = Pattern.compile("scripts/([\\w-]+)[^`]*?(--[a-z-]+)");
    private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]+[A-Za-z]*(?:\\.[A-Za-z]+)?");

    /** A package and files with the form of a key, variables that an example mistypes or defines, a header. */
    private static final Set<String> OTHERS = Set.of(
            "connector.yml",
            "connector.jar",
            "docker.engine",
            "docker.proof",
            "docker.streams",
            "docker.jar",
            "docker.sock",
            "GENISYS_CONNECTOR_PROT",
            "ENV_VARIABLE_A",
            "ENV_VARIABLE_B",
            "Host");

    private static final List<Document> ALL = Document.all();

    @Test
    void everyLinkLeadsToAFileAndAHeading() {
        assertThat(untrue(ALL, document -> document.links().stream(), DocumentsTest::leadsSomewhere))
                .isEmpty();
    }

    @Test
    void theReadmeLeadsToEveryDocument() {
        Document readme = Document.read(Path.of("README.md"));
        assertThat(readme.links())
                .containsAll(ALL.stream()
                        .map(document -> document.path().toString())
                        .filter(path -> !path.equals("README.md"))
                        .toList());
    }

    @Test
    void everyFileThatIsNamedIsThere() {
        assertThat(untrue(
                        ALL,
                        in(FILE),
                        (document, file) -> Files.exists(Path.of(file))
                                || Files.exists(beside(document).resolve(file))))
                .isEmpty();
    }

    @Test
    void everyKeyThatIsNamedIsOneOfTheConfiguration() {
        Set<String> keys = keys();
        assertThat(keys).contains("connector.port", "docker.hosts");
        assertThat(untrue(ALL, in(KEY), (document, key) -> keys.contains(key) || OTHERS.contains(key)))
                .isEmpty();
    }

    @Test
    void everyVariableThatIsNamedIsRead() {
        Set<String> variables = keys().stream()
                .map(key -> key.replace('.', '_').toUpperCase(Locale.ROOT))
                .flatMap(variable -> Stream.of(variable, "GENISYS_" + variable))
                .collect(Collectors.toSet());
        String sources = sources();
        assertThat(untrue(
                        ALL,
                        in(VARIABLE),
                        (document, variable) -> variables.contains(variable)
                                || OTHERS.contains(variable)
                                || sources.contains(variable)
                                || sources.contains(variable.toLowerCase(Locale.ROOT))))
                .isEmpty();
    }

    @Test
    void everyOptionOfAScriptThatIsNamedIsTaken() {
        String sources = sources() + text(Path.of("src/test/java"));
        Function<Document, Stream<String>> options =
                document -> SCRIPT_OPTION.matcher(document.text()).results().map(found -> found.group(2));
        assertThat(untrue(ALL, options, (document, option) -> sources.contains(option)))
                .isEmpty();
    }

    /** In the documents for those who change the connector; the others name what HTTP and Docker call so. */
    @Test
    void everyClassThatIsNamedIsThere() {
        List<Document> documents = ALL.stream()
                .filter(document -> Set.of("ARCHITECTURE.md", "CONTRIBUTING.md", "RATIONALE.md")
                        .contains(document.path().toString()))
                .toList();
        Function<Document, Stream<String>> names =
                document -> document.spans().stream().filter(CLASS.asMatchPredicate());
        assertThat(untrue(
                        documents,
                        names,
                        (document, name) -> isAClass(name) || OTHERS.contains(name) || Files.exists(Path.of(name))))
                .isEmpty();
    }

    @Test
    void theListOfWhatWakesAServiceIsTheSameInTheCode() {
        List<String> inTheDocument = Document.read(Path.of("ARCHITECTURE.md")).prose().stream()
                .filter(line -> line.matches("\\d+\\. .*"))
                .map(line -> line.replaceFirst("\\d+\\. ", ""))
                .toList();
        List<String> inTheCode = read(Path.of("src/main/java/io/genisys/connector/reconcile/package-info.java"))
                .lines()
                .filter(line -> line.contains("<li>"))
                .map(line -> line.replaceFirst(".*<li>", ""))
                .toList();
        assertThat(inTheDocument).isNotEmpty().isEqualTo(inTheCode);
    }

    /** What is said in documents, and is not true there: each as "document: what". */
    private static List<String> untrue(List<Document> documents, Function<Document, Stream<String>> said, Truth truth) {
        return documents.stream()
                .flatMap(document -> said.apply(document)
                        .distinct()
                        .filter(what -> !truth.holds(document, what))
                        .map(what -> document.path() + ": " + what))
                .toList();
    }

    private interface Truth {
        boolean holds(Document document, String what);
    }

    private static Function<Document, Stream<String>> in(Pattern pattern) {
        return document -> pattern.matcher(document.text()).results().map(found -> found.group());
    }

    private static boolean leadsSomewhere(Document document, String link) {
        if (link.contains("://")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document.path()
                : beside(document).resolve(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1 || Document.read(target).anchors().contains(parts[1]));
    }

    private static Path beside(Document document) {
        return Objects.requireNonNullElse(document.path().getParent(), Path.of(""));
    }

    /**
     * A class of the connector, of its tests, of the platform or of a library; after a point, a word in the first one's
     * source.
     */
    private static boolean isAClass(String name) {
        String[] parts = name.split("\\.", 2);
        Optional<Path> source = javaFiles()
                .filter(file -> file.getFileName().toString().equals(parts[0] + ".java"))
                .findFirst();
        return source.map(file -> parts.length == 1
                        || Pattern.compile("\\b" + parts[1] + "\\b")
                                .matcher(text(file))
                                .find())
                .orElseGet(() -> isOfAnother(parts[0]));
    }

    private static boolean isOfAnother(String name) {
        return Stream.of(
                        "java.lang.",
                        "java.time.",
                        "java.util.",
                        "java.util.concurrent.",
                        "java.util.regex.",
                        "jdk.internal.misc.",
                        "com.fasterxml.jackson.databind.deser.")
                .anyMatch(DocumentsTest.hasClass(name));
    }

    private static Predicate<String> hasClass(String name) {
        return where -> {
            try {
                Class.forName(where + name);
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        };
    }

    /** Those that the shipped file shows: a test of the configuration holds it to the keys that are known. */
    private static Set<String> keys() {
        StringBuilder section = new StringBuilder();
        return text(Path.of("conf/genisys-connector.yml"))
                .lines()
                .peek(line -> {
                    if (line.matches("(# )?[a-z]+:")) {
                        section.setLength(0);
                        section.append(line.replace("# ", "").replace(':', '.'));
                    }
                })
                .filter(line -> line.matches("(# )?  (# )?[a-z_]+:.*"))
                .map(line -> section + line.replaceFirst("(# )?  (# )?([a-z_]+):.*", "$3"))
                .collect(Collectors.toSet());
    }

    /** What reads variables and options: the connector, its scripts and its image. */
    private static String sources() {
        return Stream.of("src/main", "scripts", "docker", "Dockerfile")
                .map(path -> text(Path.of(path)))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Path> javaFiles() {
        return files(Path.of("src")).filter(file -> file.toString().endsWith(".java"));
    }

    private static String text(Path path) {
        return files(path).map(DocumentsTest::read).collect(Collectors.joining("\n"));
    }

    private static Stream<Path> files(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
