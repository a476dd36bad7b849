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
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes that only those can make who have the key. The key is in a file, is made when it is first needed, and stays.
 * Safe for use by several threads.
 */
public final class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final Optional<Path> file;
    private Optional<SecretKeySpec> key = Optional.empty();

    /** @param file empty: the key is kept nowhere */
    private KeyedHash(Optional<Path> file) {
        this.file = file;
    }

    /** @param file need not be there, nor its folder */
    public static KeyedHash at(Path file) {
        return new KeyedHash(Optional.of(file));
    }

    /** By a key of this process, which is kept nowhere. */
    public static KeyedHash ofThisProcess() {
        return new KeyedHash(Optional.empty());
    }

    /**
     * The nodes of a cluster have one key. Blocks.
     *
     * @param agreed gives the key of the cluster, which is this one if there was none
     */
    public void agree(UnaryOperator<byte[]> agreed) throws IOException {
        byte[] ours = key().getEncoded();
        byte[] common = agreed.apply(ours);
        if (!Arrays.equals(ours, common)) {
            take(common);
        }
    }

    /**
     * Blocks at its first use.
     *
     * @return 32 bytes
     * @throws UncheckedIOException if the key can be neither read nor kept
     */
    public byte[] hash(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private synchronized void take(byte[] other) throws IOException {
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
        if (file.isPresent() && Files.isRegularFile(file.get())) {
            byte[] kept = Files.readAllBytes(file.get());
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
        if (file.isPresent()) {
            store(file.get(), made);
        }
    }

    private static void store(Path file, byte[] made) throws IOException {
        Files.createDirectories(file.getParent(), forTheOwnerOnly("rwx------"));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
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
