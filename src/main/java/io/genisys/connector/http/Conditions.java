package io.genisys.connector.http;

import io.genisys.connector.catalog.Entry;
import io.genisys.connector.catalog.Precondition;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FailureKind;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** ETags, and what If-Match and If-None-Match ask for (RFC 9110, section 13). */
final class Conditions {
    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";

    private Conditions() {}

    static String etag(long version) {
        return '"' + Long.toHexString(version) + '"';
    }

    /** Whether the caller has the definition already: the answer to its GET is 304 then. */
    static boolean isKnown(MultiMap headers, Entry entry) {
        return tags(headers, IF_NONE_MATCH)
                .map(tags -> tags.match(Optional.of(entry)))
                .orElse(false);
    }

    /**
     * What has to hold at the very moment of the change.
     *
     * @param entry what is there now
     * @throws FailureException PRECONDITION_FAILED if If-None-Match names what is there
     */
    static Precondition of(MultiMap headers, Optional<Entry> entry) {
        Optional<Tags> none = tags(headers, IF_NONE_MATCH);
        if (none.isPresent() && none.get().match(entry)) {
            throw failed("the current version is one that If-None-Match rules out");
        }
        return tags(headers, IF_MATCH)
                .map(tags -> tags.required(entry))
                .orElseGet(() -> none.isPresent() ? asItIs(entry) : Precondition.NONE);
    }

    /**
     * The version that a service has to have at the very moment of its removal; empty if any will do.
     *
     * @throws FailureException PRECONDITION_FAILED if what is there is not what the headers ask for
     */
    static OptionalLong version(MultiMap headers, Entry entry) {
        Precondition precondition = of(headers, Optional.of(entry));
        if (!(precondition instanceof Precondition.Version wanted)) {
            return OptionalLong.empty();
        }
        if (wanted.version() != entry.version()) {
            throw failed(entry.service() + " has another version");
        }
        return OptionalLong.of(wanted.version());
    }

    private static Precondition asItIs(Optional<Entry> entry) {
        return entry.<Precondition>map(e -> new Precondition.Version(e.version()))
                .orElse(Precondition.ABSENT);
    }

    private static FailureException failed(String message) {
        return new FailureException(FailureKind.PRECONDITION_FAILED, message);
    }

    /** Weak tags count for If-None-Match only: If-Match compares strongly. */
    private static Optional<Tags> tags(MultiMap headers, String name) {
        List<String> values = headers.getAll(name);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(Tags.parse(String.join(",", values), name.equals(IF_NONE_MATCH)));
    }

    /**
     * The value of a header: those of its tags that can be ours.
     *
     * @param any whether it is {@code *}
     */
    private record Tags(boolean any, List<Long> versions) {
        private static final Pattern STRONG = Pattern.compile("(?<!W/)\"([0-9a-f]{1,16})\"");
        private static final Pattern WEAK = Pattern.compile("\"([0-9a-f]{1,16})\"");
        private static final long NEVER = -1;

        static Tags parse(String text, boolean weakToo) {
            List<Long> versions = (weakToo ? WEAK : STRONG)
                    .matcher(text)
                    .results()
                    .map(tag -> Long.parseUnsignedLong(tag.group(1), 16))
                    .toList();
            return new Tags(text.strip().equals("*"), versions);
        }

        boolean match(Optional<Entry> entry) {
            return entry.isPresent() && (any || versions.contains(entry.get().version()));
        }

        /** Where no tag fits what is known here, the catalog decides: it may know of a newer version. */
        Precondition required(Optional<Entry> entry) {
            if (any) {
                return Precondition.PRESENT;
            }
            return match(entry)
                    ? asItIs(entry)
                    : new Precondition.Version(versions.isEmpty() ? NEVER : versions.get(0));
        }
    }
}
