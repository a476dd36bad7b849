package io.genisys.connector.config;

import io.genisys.connector.model.InvalidException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.ScannerException;

/**
 * Reads YAML in which words stay words: unlike in YAML 1.1 {@code no} is a text, {@code 010} is not 8, and fractions
 * and dates stay as they were written, so that a version {@code 1.10} does not become 1.1. Keys are text, whatever they
 * look like.
 */
final class WordsYaml {
    /** As many services as want to may share their parts. */
    private static final int MOST_ALIASES = 10_000;

    private static final String NO_TEXT = "a key must be text, and not a list or a map";

    private WordsYaml() {}

    /**
     * @return maps, lists, strings, integers, booleans; null for an empty text
     * @throws InvalidException whose field is line and column, {@code 3:14}, and whose message quotes nothing of the
     *     text, which may hold passwords
     */
    static Object parse(String text) {
        LoaderOptions options = options();
        try {
            Object tree = new Yaml(
                            new TextKeys(options),
                            new Representer(new DumperOptions()),
                            new DumperOptions(),
                            options,
                            new Words())
                    .load(text);
            Cycles.refuse(tree);
            return tree;
        } catch (MarkedYAMLException e) {
            throw new InvalidException(place(e), problem(e));
        } catch (ReaderException e) {
            throw new InvalidException("", "is not valid YAML: it has a control character");
        } catch (YAMLException | IllegalArgumentException | ClassCastException e) {
            throw new InvalidException("", "is not valid YAML: " + problem(e));
        }
    }

    private static String problem(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("Number of aliases")) {
            return "more than " + MOST_ALIASES + " aliases";
        }
        return message.startsWith("Nesting Depth") ? "nested too deep" : "a value that does not fit its type";
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(TextFile.LARGEST);
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
        return "is not valid YAML: " + (e instanceof DuplicateKeyException ? "the same key twice" : named(e, problem));
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

    /** A key such as {@code on}, {@code true} or {@code ~} stays as it was written. */
    private static final class TextKeys extends SafeConstructor {
        private final Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());

        TextKeys(LoaderOptions options) {
            super(options);
        }

        @Override
        protected void flattenMapping(MappingNode node) {
            makeText(node);
            super.flattenMapping(node);
        }

        private void makeText(Node node) {
            if (node instanceof MappingNode map && done.add(node)) {
                map.getValue().forEach(this::makeText);
            } else if (node instanceof SequenceNode merged) {
                merged.getValue().forEach(this::makeText);
            }
        }

        private void makeText(NodeTuple entry) {
            Node key = entry.getKeyNode();
            if (Tag.MERGE.equals(key.getTag())) {
                makeText(entry.getValueNode());
            } else if (key instanceof ScalarNode) {
                key.setTag(Tag.STR);
            } else {
                throw new ParserException(null, null, NO_TEXT, key.getStartMark());
            }
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
