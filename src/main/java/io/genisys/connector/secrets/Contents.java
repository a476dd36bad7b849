package io.genisys.connector.secrets;

import io.genisys.connector.model.FilePlaces.Place;
import java.util.List;
import java.util.Optional;

/**
 * The files that one container gets.
 *
 * @param hash a keyed one of them all; empty if there are none
 */
public record Contents(List<Content> files, Optional<String> hash) {
    public static final Contents NONE = new Contents(List.of(), Optional.empty());

    public Contents {
        files = List.copyOf(files);
    }

    /** Nothing of what is in them. */
    @Override
    public String toString() {
        return files.size() + " files";
    }

    /**
     * One file.
     *
     * @param bytes are not changed
     */
    @SuppressWarnings("ArrayRecordComponent") // they are not compared
    public record Content(Place place, byte[] bytes) {
        /** Nothing of what is in it. */
        @Override
        public String toString() {
            return place.path();
        }
    }
}
