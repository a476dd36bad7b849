package io.genisys.connector.secrets;

import io.genisys.connector.model.InvalidException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * A file in the folder, as it was found: it may be a link, as Kubernetes makes them, but only to what is in the folder.
 *
 * @param path the real one
 */
record SourceFile(Path path, BasicFileAttributes attributes) {
    static final int LARGEST = 500 * 1024;

    /**
     * Blocks.
     *
     * @param name without a slash
     * @throws InvalidException if it can't be brought into a container; its field is empty
     */
    static SourceFile find(Path folder, String name) {
        try {
            Path real = folder.resolve(name).toRealPath();
            if (!real.startsWith(folder.toRealPath())) {
                throw fault(
                        name, "is a link that leads out of the folder of connector.secrets; put the file itself there");
            }
            return checked(name, new SourceFile(real, Files.readAttributes(real, BasicFileAttributes.class)));
        } catch (NoSuchFileException e) {
            throw fault(
                    name,
                    "is not in the folder of connector.secrets; put it there, and let only the connector's user read it"
                            + " (mode 0600)");
        } catch (IOException e) {
            throw unreadable(name);
        }
    }

    private static SourceFile checked(String name, SourceFile found) {
        if (!found.attributes.isRegularFile()) {
            throw fault(name, "is a folder or a device; put a file there");
        }
        if (found.attributes.size() > LARGEST) {
            throw tooLarge(name);
        }
        if (!Files.isReadable(found.path)) {
            throw unreadable(name);
        }
        return found;
    }

    /** Blocks. */
    byte[] read() {
        String name = path.getFileName().toString();
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw tooLarge(name);
            }
            return content;
        } catch (IOException e) {
            throw unreadable(name);
        }
    }

    /** Another one if the file was changed or replaced. */
    Object stamp() {
        return List.of(path, attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    }

    private static InvalidException tooLarge(String name) {
        return fault(name, "is larger than " + LARGEST / 1024 + " KiB; bring larger ones in the image or in a volume");
    }

    private static InvalidException unreadable(String name) {
        return fault(name, "can't be read by the connector's user; change its owner or its mode");
    }

    private static InvalidException fault(String name, String sentence) {
        return new InvalidException("", "needs the file " + name + ", which " + sentence);
    }
}
