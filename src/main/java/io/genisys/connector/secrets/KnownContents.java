package io.genisys.connector.secrets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which content each file had when it was last looked at, by a keyed hash. Safe for use by several threads. */
final class KnownContents {
    private static final Logger LOG = LoggerFactory.getLogger(KnownContents.class);
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");
    private static final int HASH_BYTES = 8;
    /** Of a content that was read without a look at the file itself. */
    private static final Object NO_STAMP = "";

    private final KeyedHash key;
    private final Map<String, Known> files = new ConcurrentHashMap<>();
    /** Those of which it was said that others may look into them. */
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    KnownContents(KeyedHash key) {
        this.key = key;
    }

    /** A file had that content just now. */
    byte[] see(String name, byte[] content) {
        byte[] hash = key.hash(content);
        Known before = files.get(name);
        if (before == null || !Arrays.equals(before.hash, hash)) {
            put(name, new Known(NO_STAMP, hash));
        }
        return hash;
    }

    /** Reads a file if it is another one than before. */
    void query(String name, SourceFile file) {
        Known before = files.get(name);
        Object stamp = file.stamp();
        if (before == null || !before.stamp.equals(stamp)) {
            put(name, new Known(stamp, key.hash(file.read())));
            warnIfOpen(name, file.path());
        }
    }

    private void put(String name, Known now) {
        Known before = files.put(name, now);
        if (before != null && !Arrays.equals(before.hash, now.hash)) {
            LOG.info(
                    "The file {} of connector.secrets has changed: containers that have the old one are outdated",
                    name);
        }
    }

    private void warnIfOpen(String name, Path file) {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file)) && open.add(name)) {
                LOG.warn(
                        "Others may look into the file {} of connector.secrets: let only the connector's user read it"
                                + " (chmod 600)",
                        name);
            }
        } catch (UnsupportedOperationException | IOException e) {
            LOG.debug("It is not known who may look into the file {} of connector.secrets", name);
        }
    }

    /** Empty if one of them is not known. */
    Optional<String> together(List<String> names) {
        List<Known> all = names.stream().map(files::get).toList();
        return all.contains(null)
                ? Optional.empty()
                : Optional.of(hash(all.stream().map(Known::hash).toList()));
    }

    /** Of files with those hashes, in that order: 16 hexadecimal digits. */
    String hash(List<byte[]> each) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        each.forEach(all::writeBytes);
        return HexFormat.of().formatHex(key.hash(all.toByteArray()), 0, HASH_BYTES);
    }

    void keepOnly(Set<String> names) {
        files.keySet().retainAll(names);
        open.retainAll(names);
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    private record Known(Object stamp, byte[] hash) {}
}
