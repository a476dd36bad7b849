package io.genisys.connector.model;

import java.util.List;
import java.util.Map;

/**
 * What services take of the heap, in bytes: roughly, and rather too much. While a document is read there are its text,
 * what it says, what was said before and what is written of it, all at once.
 */
public final class Weight {
    /** Of a service next to its text: what is kept, planned and known of it. */
    private static final long SERVICE = 1024;
    /** Of a name next to its text: what is kept under it. */
    private static final long NAME = 256;
    /** Of a text next to its characters. */
    private static final long TEXT = 40;
    /** Of each character: as text, and as what is read and written of it. */
    private static final long CHARACTER = 3;
    /** What is not plain ASCII takes more in memory, or is escaped on disk. */
    private static final long UNCOMMON = 4;

    private Weight() {}

    /** What all services together may weigh on a heap of that size in bytes. */
    public static long borneBy(long heapBytes) {
        return heapBytes / 6;
    }

    /**
     * What services may weigh at a start on a heap of that size in bytes: more than is taken on, as they may come from
     * a larger heap.
     */
    public static long readableBy(long heapBytes) {
        return heapBytes / 2;
    }

    /** Why that is refused. */
    public static String refusal(long most) {
        return "all services together are more than this connector's heap bears, which is about "
                + Math.max(1, most / (SERVICE + 10 * TEXT)) + " services without variables; start it with a larger one"
                + " (java's -Xmx)";
    }

    /** @param written the fields of a service, as they are written */
    public static long ofService(Map<String, ?> written) {
        return SERVICE + ofValue(written);
    }

    /** Of a name under which something else than a definition is kept. */
    public static long ofName(String name) {
        return NAME + ofText(name);
    }

    /** Of some texts that are kept with a service. */
    public static long ofTexts(List<String> texts) {
        return texts.stream().mapToLong(Weight::ofText).sum();
    }

    private static long ofValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToLong(entry -> ofValue(entry.getKey()) + ofValue(entry.getValue()))
                    .sum();
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToLong(Weight::ofValue).sum();
        }
        return value instanceof String text ? ofText(text) : 0;
    }

    private static long ofText(String text) {
        long uncommon = text.chars()
                .filter(c -> c < ' ' || c > '~' || c == '"' || c == '\\')
                .count();
        return TEXT + CHARACTER * (text.length() + UNCOMMON * uncommon);
    }
}
