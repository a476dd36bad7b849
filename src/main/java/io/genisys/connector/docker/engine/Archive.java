package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.DockerClient;
import io.genisys.connector.secrets.Contents;
import io.genisys.connector.secrets.Contents.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Files as an engine takes them into a container: packed, with their owners and permissions there. */
final class Archive {
    private Archive() {}

    /** By the folder that they are to be unpacked in, the outer ones first. */
    static Map<String, byte[]> of(Contents contents) {
        Map<String, List<Content>> byRoot = contents.files().stream()
                .collect(Collectors.groupingBy(file -> file.place().root(), TreeMap::new, Collectors.toList()));
        Map<String, byte[]> archives = new TreeMap<>();
        byRoot.forEach((root, files) -> archives.put(root, pack(files)));
        return archives;
    }

    private static byte[] pack(List<Content> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            archive.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            archive.setAddPaxHeadersForNonAsciiNames(true);
            for (Content file : files) {
                archive.putArchiveEntry(entry(file));
                archive.write(file.bytes());
                archive.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static TarArchiveEntry entry(Content file) {
        TarArchiveEntry entry = new TarArchiveEntry(file.place().name());
        entry.setSize(file.bytes().length);
        entry.setMode(file.place().link().permissions());
        entry.setUserId(file.place().link().uid().orElse(0L));
        entry.setGroupId(file.place().link().gid().orElse(0L));
        entry.setModTime(0);
        return entry;
    }

    /** A folder that is where a file should be stays. */
    static Void unpack(DockerClient client, String id, String root, byte[] archive) {
        return client.copyArchiveToContainerCmd(id)
                .withRemotePath(root)
                .withNoOverwriteDirNonDir(true)
                .withTarInputStream(new ByteArrayInputStream(archive))
                .exec();
    }
}
