package io.genisys.connector.model;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a service asks of the hosts that its containers run on, in the form that Docker Swarm and Compose use:
 * {@code node.labels.zone == west}, {@code node.hostname != a}.
 *
 * @param label empty: it is about the host's name
 * @param equal whether it has to have that value, or must not have it; a host without the label does not have it
 * @see <a href="https://docs.docker.com/reference/cli/docker/service/create/#constraint">docker service create
 *     --constraint</a>
 */
public record Constraint(Optional<String> label, boolean equal, String value) {
    public static final String ALLOWED =
            "must be like \"node.labels.zone == west\" or \"node.hostname != a\": node.hostname or node.labels and a name of"
                    + " letters, digits, '_', '.', '-', then == or !=, then a value";

    private static final Pattern FORM = Pattern.compile(
            "\\s*node\\.(?:hostname|labels\\.([A-Za-z0-9._-]{1,128}))\\s*(==|!=)\\s*(\\S(?:.*\\S)?)\\s*");
    private static final int LONGEST = 512;

    public Constraint {
        Objects.requireNonNull(label);
        Objects.requireNonNull(value);
    }

    /** @throws InvalidException that says what is allowed */
    public static Constraint parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.length() > LONGEST || !form.matches()) {
            throw new InvalidException("", ALLOWED);
        }
        return new Constraint(Optional.ofNullable(form.group(1)), form.group(2).equals("=="), form.group(3));
    }

    public boolean isMetBy(HostName host, HostProfile profile) {
        return value.equals(valueOf(host, profile.labels())) == equal;
    }

    private String valueOf(HostName host, Map<String, String> labels) {
        return label.map(labels::get).orElseGet(() -> label.isPresent() ? null : host.value());
    }

    /** Which {@link #parse} reads as the same. */
    public String text() {
        String what = label.map(name -> "node.labels." + name).orElse("node.hostname");
        return what + (equal ? " == " : " != ") + value;
    }
}
