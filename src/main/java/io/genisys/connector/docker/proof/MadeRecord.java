package io.genisys.connector.docker.proof;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this connector has made on all of its hosts: the mark that each container was given, and the id that the engine
 * answered. A mark is written down before its container is asked for, so one whose answer never came is known too.
 * Bounded: of containers that are gone, the newest are remembered. Safe for use by several threads; blocks for a write
 * to a file at most.
 */
public final class MadeRecord {
    static final String FILE = "containers.record";
    /** In place of an id: the container was asked for, and no answer has come. */
    static final String UNANSWERED = "";

    /** The last character tells that nothing of it was cut off: half an id would make a copy of what is ours. */
    private static final Pattern LINE = Pattern.compile("([\\w.-]{1,64})(?: ([\\w.-]{1,128}))?;");

    private static final Pattern OWNER = Pattern.compile("owner ([\\w.-]{1,64})");
    private static final DateTimeFormatter BIRTH =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int FEWEST_KEPT = 4_096;
    private static final int KEPT_FOR_EACH = 4;
    private static final int SPARE_LINES = 1_000;

    private final RecordFile file;
    private final LongSupplier chance;
    private final String owner;
    /** Ids by mark, those first that were not looked up for longest. */
    private final Map<String, String> made = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<Object, Integer> present = new HashMap<>();
    /** Of all listers. */
    private long there;

    private boolean isComplete = true;
    /** Lines of those that were taken over, to be written together. */
    private final List<String> unwritten = new ArrayList<>();

    private MadeRecord(RecordFile file, InstantSource clock, LongSupplier chance) {
        this.file = file;
        this.chance = chance;
        List<String> lines = file.read();
        Optional<String> known = owner(lines);
        this.owner = known.orElseGet(() -> newOwner(clock.instant(), chance.getAsLong()));
        lines.forEach(this::take);
        if (known.isEmpty()) {
            rewrite();
        }
    }

    /**
     * Reads the record that the folder holds, or begins one.
     *
     * @param clock tells when this connector was born, if it was not yet
     * @param chance of which no two connectors get the same numbers
     */
    public static MadeRecord open(Path folder, InstantSource clock, LongSupplier chance) {
        return new MadeRecord(new RecordFile(folder.toAbsolutePath().resolve(FILE)), clock, chance);
    }

    /** An id for those who make containers together from now on. */
    public static String newOwner(Instant now, long chance) {
        return BIRTH.format(now) + "-" + hex(chance);
    }

    /** The id of this connector: of two, the older one's is less. It lives as long as the folder. */
    String owner() {
        return owner;
    }

    /** A new mark, written down as that of a container that is about to be asked for. */
    synchronized String intend() {
        String mark = random();
        put(mark, UNANSWERED);
        return mark;
    }

    /** The container with that mark is there, and is ours. */
    synchronized void made(String mark, String id) {
        if (!id.equals(made.get(mark))) {
            put(mark, id);
        }
    }

    /**
     * The same of one that was found to be ours, as a list shows many at a time. It is written when the list is
     * {@link #present}: until then a kill forgets it, and what shows that it is ours shows it again.
     */
    synchronized void takenOver(String mark, String id) {
        if (!id.equals(made.put(mark, id))) {
            unwritten.add(line(mark, id));
        }
    }

    /** The engine refused to make the container of that mark. */
    synchronized void refused(String mark) {
        made.remove(mark);
    }

    /** The id of the container of that mark, or {@link #UNANSWERED}; empty if we know of no such mark. */
    synchronized Optional<String> find(String mark) {
        return Optional.ofNullable(made.get(mark));
    }

    /** @param number how many of ours the lister has found: more than these have to be remembered */
    synchronized void present(Object lister, int number) {
        Integer before = present.put(lister, number);
        there += number - (before == null ? 0 : before);
        if (!unwritten.isEmpty()) {
            write();
        }
    }

    private void put(String mark, String id) {
        made.put(mark, id);
        unwritten.add(line(mark, id));
        write();
    }

    private void write() {
        forgetOldest();
        boolean isLong = file.lines() > 2L * made.size() + SPARE_LINES;
        if (isLong || !isComplete) {
            rewrite();
        } else {
            isComplete = file.append(unwritten);
        }
        unwritten.clear();
    }

    private void forgetOldest() {
        long most = Math.max(FEWEST_KEPT, KEPT_FOR_EACH * there);
        for (Iterator<?> oldest = made.entrySet().iterator(); made.size() > most && oldest.hasNext(); ) {
            oldest.next();
            oldest.remove();
        }
    }

    private void rewrite() {
        List<String> lines = new ArrayList<>(List.of("owner " + owner));
        made.forEach((mark, id) -> lines.add(line(mark, id)));
        isComplete = file.replace(lines);
    }

    /** Lines that are damaged are passed over: the others still hold. */
    private void take(String text) {
        Matcher line = LINE.matcher(text);
        if (line.matches()) {
            made.put(line.group(1), Optional.ofNullable(line.group(2)).orElse(UNANSWERED));
        }
    }

    private static Optional<String> owner(List<String> lines) {
        return lines.stream()
                .limit(1)
                .map(OWNER::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(m -> m.group(1));
    }

    private static String line(String mark, String id) {
        return (id.isEmpty() ? mark : mark + " " + id) + ";";
    }

    private String random() {
        return hex(chance.getAsLong());
    }

    private static String hex(long number) {
        return "%016x".formatted(number);
    }
}
