package io.genisys.connector.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What containers of a service are made from, as their labels say.
 *
 * @param definition the {@linkplain ServiceDefinition#hash() hash} of the definition
 * @param files a keyed hash of the files that they get; empty if they get none, or these are not known
 * @param restart the mark of the restart since which they are made; empty if there was none
 */
public record Edition(String definition, Optional<String> files, Optional<String> restart) {
    /** How {@link DefinitionHash} hashes. A label that names no scheme is of this one. */
    public static final String SCHEME = "1";

    private static final String SCHEME_END = ":";
    private static final String FILES = "-";
    private static final String RESTART = "+";

    public Edition {
        Objects.requireNonNull(definition);
        Objects.requireNonNull(files);
        Objects.requireNonNull(restart);
    }

    /** Of which there was no restart. */
    public Edition(String definition, Optional<String> files) {
        this(definition, files, Optional.empty());
    }

    /** Of a definition without files: it is the label of releases that knew no files. */
    public static Edition of(ServiceDefinition definition) {
        return new Edition(definition.hash(), Optional.empty());
    }

    /** What containers carry as {@code io.genisys.definition}. */
    public String label() {
        return definition + files.map(hash -> FILES + hash).orElse("");
    }

    /** All of it as one text. */
    public String text() {
        return text(label(), SCHEME, restart);
    }

    /**
     * The text of a container's edition.
     *
     * @param label {@link #label}
     * @param scheme of the hash in it
     */
    public static String text(String label, String scheme, Optional<String> restart) {
        String named = scheme.equals(SCHEME) ? "" : scheme + SCHEME_END;
        return named + label + restart.map(mark -> RESTART + mark).orElse("");
    }

    /**
     * Whether a container with that {@link #text} was made from something else. What is not known makes none outdated:
     * neither files, nor a hash that a later release made by another scheme.
     */
    public boolean isOlder(String text) {
        int end = text.indexOf(RESTART);
        Optional<String> mark = end < 0 ? Optional.empty() : Optional.of(text.substring(end + RESTART.length()));
        String made = end < 0 ? text : text.substring(0, end);
        return !mark.equals(restart)
                || (!made.contains(SCHEME_END) && !withKnownFiles(made).equals(label()));
    }

    private String withKnownFiles(String label) {
        int end = files.isPresent() ? -1 : label.indexOf(FILES);
        return end < 0 ? label : label.substring(0, end);
    }

    /** Whether it carries labels that say that it was made from something else. */
    public boolean isOlder(Replica replica) {
        return replica.container().claim() instanceof Claim.Ours ours && isOlder(ours.definition());
    }
}
