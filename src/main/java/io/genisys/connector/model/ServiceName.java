package io.genisys.connector.model;

/**
 * The name of a service: 1 to 63 of letters, digits, {@code _}, {@code .}, {@code -}, first a letter or a digit. These
 * are the characters of a Docker container name.
 */
public record ServiceName(String value) implements Comparable<ServiceName> {
    public static final String ALLOWED = "must be 1 to 63 of letters, digits, '_', '.', '-', first a letter or a digit";
    private static final int LONGEST = 63;

    /** @throws InvalidException if the value is not of that form */
    public ServiceName {
        if (!isValid(value)) {
            throw new InvalidException("name", ALLOWED);
        }
    }

    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > LONGEST || !isAlphanumeric(value.charAt(0))) {
            return false;
        }
        // each poll of a status comes here: a stream takes three times as long
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isAlphanumeric(c) && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(int c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
    }

    // these are the keys of most maps: on the compiler that we ship with, those of a record take twice as long
    @Override
    public boolean equals(Object other) {
        return other instanceof ServiceName name && value.equals(name.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
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
