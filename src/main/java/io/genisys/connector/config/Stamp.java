package io.genisys.connector.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What tells without reading it that a file is not the one that it was. Links are followed: of a Kubernetes ConfigMap
 * they are what changes.
 *
 * @param key which file it is on its disk, as text; its form is the system's own
 */
record Stamp(String key, FileTime modified, long size) {
    /** Blocks. Empty if there is no such file. */
    static Optional<Stamp> of(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(String.valueOf(found.fileKey()), found.lastModifiedTime(), found.size()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
