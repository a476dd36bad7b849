package io.genisys.connector.config;

import io.genisys.connector.model.InvalidException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text files of a reasonable size. */
final class TextFile {
    static final int LARGEST = 1 << 20;

    private TextFile() {}

    /**
     * Blocks.
     *
     * @param field under which faults are reported
     * @return the text, without a byte order mark
     * @throws InvalidException if there is no such file, it cannot be read, is larger than 1 MiB, or is no text in
     *     UTF-8
     */
    static String read(Path path, String field) {
        String text = decode(bytes(path, field), path, field);
        if (text.indexOf('\u0000') >= 0) {
            throw new InvalidException(field, path + " must be text, and has a null character");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static byte[] bytes(Path path, String field) {
        if (!Files.exists(path)) {
            throw new InvalidException(field, path + " is not there");
        }
        if (!Files.isRegularFile(path)) {
            throw new InvalidException(field, path + " must be a file, not a folder or a device");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new InvalidException(field, path + " must not be larger than 1 MiB");
            }
            return bytes;
        } catch (IOException e) {
            throw new InvalidException(field, path + " cannot be read; is the connector's user allowed to?");
        }
    }

    private static String decode(byte[] bytes, Path path, String field) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidException(field, path + " must be text in UTF-8");
        }
    }
}
