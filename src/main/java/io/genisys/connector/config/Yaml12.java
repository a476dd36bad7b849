package io.genisys.connector.config;

import io.genisys.connector.model.InvalidException;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.composer.ComposerException;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.scanner.ScannerException;

/**
 * Reads YAML in which words stay words: as in YAML 1.2 {@code no} is a text and {@code 010} is not 8, and fractions and
 * dates stay as they were written, so that a version {@code 1.10} does not become 1.1.
 */
final class Yaml12 {
    private Yaml12() {}

    /**
     * @return maps, lists, strings, integers, booleans; null for an empty text
     * @throws InvalidException whose field is line and column, {@code 3:14}, and whose message quotes nothing of the
     *     text, which may hold passwords
     */
    static Object parse(String text) {
        LoaderOptions options = options();
        try {
            Object tree = new Yaml(
                            new SafeConstructor(options),
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
            throw new InvalidException("", "is not valid YAML, or nested too deep");
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(TextFile.LARGEST);
        return options;
    }

    private static String place(MarkedYAMLException e) {
        return e.getProblemMark() == null
                ? ""
                : (e.getProblemMark().getLine() + 1) + ":" + (e.getProblemMark().getColumn() + 1);
    }

    private static String problem(MarkedYAMLException e) {
        if (e instanceof DuplicateKeyException) {
            return "is not valid YAML: the same key twice";
        }
        boolean quotesText = e.getProblem() == null || e.getProblem().startsWith("found undefined");
        if (!quotesText && (e instanceof ScannerException || e instanceof ParserException)) {
            return "is not valid YAML: " + e.getProblem();
        }
        return e instanceof ComposerException || quotesText
                ? "is not valid YAML: an alias or a tag that is not defined; put text that begins with * or ! in quotes"
                : "is not valid YAML: a value that does not fit its type";
    }

    private static final class Words extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
            addImplicitResolver(Tag.INT, Pattern.compile("-?(?:0|[1-9][0-9]{0,17})"), "-0123456789");
            addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL| "), "~nN\0");
            addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
        }
    }
}
