package io.genisys.connector.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document in Markdown.
 *
 * @param path from the folder of the repository
 * @param prose its lines outside of blocks of code
 * @param blocks its blocks of code, each as its lines
 */
record Document(Path path, List<String> prose, List<List<String>> blocks) {
    private static final String FENCE = "```";
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)]*)\\)");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("#+ (.*)");

    /** All documents of the repository: those in its folder and in {@code docs}. */
    static List<Document> all() {
        return Stream.of("", "docs")
                .flatMap(folder -> files(Path.of(folder)).stream())
                .map(Document::read)
                .toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .map(Path::normalize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document read(Path path) {
        List<String> prose = new ArrayList<>();
        List<List<String>> blocks = new ArrayList<>();
        boolean isInBlock = false;
        for (String line : lines(path)) {
            if (line.strip().startsWith(FENCE)) {
                isInBlock = !isInBlock;
                if (isInBlock) {
                    blocks.add(new ArrayList<>());
                }
            } else if (isInBlock) {
                blocks.get(blocks.size() - 1).add(line);
            } else {
                prose.add(line);
            }
        }
        return new Document(path, prose, blocks);
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its links lead: web addresses, paths from its own folder, anchors. */
    List<String> links() {
        return matches(LINK, withoutSpans());
    }

    private String withoutSpans() {
        return String.join("\n", prose).replaceAll("`[^`\n]*`", "`…`");
    }

    /** What is in backquotes in its prose. */
    List<String> spans() {
        return matches(SPAN, String.join("\n", prose));
    }

    /** All of its text, code included. */
    String text() {
        StringBuilder text = new StringBuilder(String.join("\n", prose));
        blocks.forEach(block -> text.append('\n').append(String.join("\n", block)));
        return text.toString();
    }

    /** The anchors of its headings, as GitHub makes them: a second heading of the same words ends with -1. */
    Set<String> anchors() {
        Map<String, Integer> times = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        prose.stream().map(HEADING::matcher).filter(Matcher::matches).forEach(heading -> {
            String anchor = anchor(heading.group(1));
            int before = times.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
