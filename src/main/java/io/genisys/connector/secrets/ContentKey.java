package io.genisys.connector.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes by which contents are told apart and from which they can't be guessed: the key is in the data folder, is made
 * when it is first needed, and stays. Safe for use by several threads.
 */
final class ContentKey {
    static final String FILE = "secrets.key";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final Path file;
    private Optional<SecretKeySpec> key = Optional.empty();

    /** @param data need not be there */
    ContentKey(Path data) {
        this.file = data.resolve(FILE);
    }

    /**
     * Blocks at its first use.
     *
     * @return 32 bytes
     * @throws UncheckedIOException if the key can be neither read nor kept
     */
    byte[] hash(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The key itself, which is made if there is none. Blocks. */
    byte[] bytes() {
        return key().getEncoded();
    }

    /** Takes another key from now on. Blocks. */
    synchronized void take(byte[] other) throws IOException {
        store(other);
        key = Optional.of(new SecretKeySpec(other, ALGORITHM));
    }

    private synchronized SecretKeySpec key() {
        if (key.isEmpty()) {
            try {
                key = Optional.of(new SecretKeySpec(readOrMake(), ALGORITHM));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return key.get();
    }

    /** One that was cut off by a power cut is of no use, and is made again. */
    private byte[] readOrMake() throws IOException {
        if (Files.isRegularFile(file)) {
            byte[] kept = Files.readAllBytes(file);
            if (kept.length == BYTES) {
                return kept;
            }
        }
        byte[] made = new byte[BYTES];
        new SecureRandom().nextBytes(made);
        store(made);
        return made;
    }

    private void store(byte[] made) throws IOException {
        Files.createDirectories(file.getParent(), forTheOwnerOnly("rwx------"));
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(fresh);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(fresh, options, forTheOwnerOnly("rw-------"))) {
            channel.write(ByteBuffer.wrap(made));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] forTheOwnerOnly(String permissions) {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
