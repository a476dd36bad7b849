package io.genisys.connector.yaml;

import io.genisys.connector.model.InvalidException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.ScannerException;

/**
 * YAML in which words stay words: unlike in YAML 1.1 {@code no} is a text, {@code 010} is not 8, and fractions and
 * dates stay as they were written, so that a version {@code 1.10} does not become 1.1. Keys are text, whatever they
 * look like.
 */
public final class WordsYaml {
    /** Of a text, in code points. */
    private static final int LARGEST = 1 << 20;

    /** As many services as want to may share their parts. */
    private static final int MOST_ALIASES = 10_000;

    private WordsYaml() {}

    /**
     * @return maps, lists, strings, integers, booleans; null for an empty text
     * @throws InvalidException whose field is line and column, {@code 3:14}, and whose message quotes nothing of the
     *     text, which may hold passwords
     */
    public static Object parse(String text) {
        return read(() -> nodes(text).map(new Tree()::of).orElse(null));
    }

    /**
     * The same text for a reader of YAML 1.1: what that reader takes for something else stands in quotes.
     *
     * @throws InvalidException as {@link #parse}
     */
    public static String quoted(String text) {
        return read(() -> {
            StringWriter quoted = new StringWriter();
            nodes(text).ifPresent(root -> new Yaml().serialize(root, quoted));
            return quoted.toString();
        });
    }

    private static Optional<Node> nodes(String text) {
        Yaml words = new Yaml(
                new SafeConstructor(options()),
                new Representer(new DumperOptions()),
                new DumperOptions(),
                options(),
                new Words());
        Optional<Node> root = Optional.ofNullable(words.compose(new StringReader(text)));
        root.ifPresent(new YamlNodes()::check);
        return root;
    }

    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RuntimeException e) {
            throw fault(e);
        }
    }

    /** What is wrong with a text that snakeyaml refused. */
    public static InvalidException fault(Throwable refusal) {
        if (refusal instanceof InvalidException known) {
            return known;
        }
        if (refusal instanceof MarkedYAMLException marked) {
            return new InvalidException(place(marked), problem(marked));
        }
        if (refusal instanceof ReaderException) {
            return new InvalidException("", "is not valid YAML: it has a control character");
        }
        if (refusal instanceof YAMLException
                || refusal instanceof IllegalArgumentException
                || refusal instanceof ClassCastException) {
            return new InvalidException("", "is not valid YAML: " + problem(refusal));
        }
        throw new IllegalStateException(refusal);
    }

    private static String problem(Throwable e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Number of aliases")) {
            return "more than " + MOST_ALIASES + " aliases";
        }
        return message.startsWith("Nesting Depth") ? "nested too deep" : "a value that does not fit its type";
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        return options;
    }

    private static String place(MarkedYAMLException e) {
        return e.getProblemMark() == null
                ? ""
                : (e.getProblemMark().getLine() + 1) + ":" + (e.getProblemMark().getColumn() + 1);
    }

    private static String problem(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("another document")) {
            return "must be one document only; remove the line --- and what belongs to the other one";
        }
        return "is not valid YAML: " + named(e, problem);
    }

    private static String named(MarkedYAMLException e, String problem) {
        if (problem.startsWith("found undefined alias")) {
            return "an alias without its anchor; put text that begins with * in quotes";
        }
        if (problem.startsWith("found undefined tag") || problem.startsWith("could not determine a constructor")) {
            return "a tag that means nothing here; put text that begins with ! in quotes";
        }
        boolean isOfTheForm = e instanceof ScannerException || e instanceof ParserException;
        return isOfTheForm && e.getProblem() != null ? problem : "a value that does not fit its type";
    }

    private static final class Tree extends SafeConstructor {
        Tree() {
            super(options());
        }

        Object of(Node root) {
            return constructDocument(root);
        }
    }

    private static final class Words extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
            addImplicitResolver(Tag.INT, Pattern.compile("0|-?[1-9][0-9]{0,17}"), "-0123456789");
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL| "), "~nN\0");
            addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
        }
    }
}
