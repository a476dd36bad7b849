package io.genisys.connector.model;

import java.util.Objects;

/**
 * A node that counts for the quorum.
 *
 * @param id 1 to 255; it never changes its meaning
 * @param name of the node
 * @param address at which the other nodes reach it
 */
public record Voter(int id, String name, String address) {
    public Voter {
        Objects.requireNonNull(name);
        Objects.requireNonNull(address);
        if (id < 1 || id > 255) {
            throw new IllegalArgumentException("the id is out of range: " + id);
        }
    }
}
