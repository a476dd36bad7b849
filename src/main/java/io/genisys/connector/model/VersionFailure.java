package io.genisys.connector.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Why the first container of a version failed in an update.
 *
 * @param why for people; no more than a little of it is kept
 * @param log the last lines that the container wrote, oldest first, as far as {@value #MOST_LINES} lines and
 *     {@value #MOST_CHARACTERS} characters reach; none are known if it was not even started
 */
public record VersionFailure(String why, List<String> log) {
    static final int MOST_LINES = 20;
    static final int MOST_CHARACTERS = 4096;
    private static final int LONGEST_WHY = 1024;

    public VersionFailure {
        Objects.requireNonNull(why);
        why = why.substring(0, Math.min(why.length(), LONGEST_WHY));
        log = log == null ? List.of() : last(log);
    }

    private static List<String> last(List<String> lines) {
        Deque<String> last = new ArrayDeque<>();
        int left = MOST_CHARACTERS;
        Iterator<String> newestFirst = new ArrayDeque<>(lines).descendingIterator();
        while (newestFirst.hasNext() && last.size() < MOST_LINES && left > 0) {
            String line = newestFirst.next();
            String end = line.substring(Math.max(0, line.length() - left));
            last.addFirst(end);
            left -= end.length();
        }
        return List.copyOf(last);
    }

    long weight() {
        return Weight.ofTexts(log) + Weight.ofTexts(List.of(why));
    }
}
