package io.genisys.connector.model;

import java.util.regex.Pattern;

/**
 * The name of a service: 1 to 63 of letters, digits, {@code _}, {@code .}, {@code -}, first a letter or a digit. These
 * are the characters of a Docker container name.
 */
public record ServiceName(String value) implements Comparable<ServiceName> {
    public static final String ALLOWED = "must be 1 to 63 of letters, digits, '_', '.', '-', first a letter or a digit";
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}");

    /** @throws InvalidException where the value is not of that form */
    public ServiceName {
        if (!isValid(value)) {
            throw new InvalidException("name", ALLOWED);
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
