package io.genisys.connector.secrets;

import io.genisys.connector.model.Editions;
import io.genisys.connector.model.FailureException;
import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.FileLink;
import io.genisys.connector.model.FilePlaces;
import io.genisys.connector.model.FilePlaces.Place;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.secrets.Contents.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder whose files containers get. A file is read at each start of a container that gets it, so what is put there
 * is what the next container has. Safe for use by several threads.
 */
public final class SecretFolder implements Editions {
    /** If the configuration names none. */
    public static final SecretFolder NONE = new SecretFolder(Optional.empty(), Path.of(""));

    private static final Logger LOG = LoggerFactory.getLogger(SecretFolder.class);
    private static final String KEY = "secrets.key";
    private static final int LARGEST_TOGETHER = 2 << 20;

    private final Optional<Path> folder;
    private final KnownContents known;
    private final ContentRoom room = new ContentRoom(Runtime.getRuntime().maxMemory(), LARGEST_TOGETHER);

    private SecretFolder(Optional<Path> folder, Path data) {
        this.folder = folder;
        this.known = new KnownContents(key(data));
    }

    /** @param data the folder in which the key of the hashes is kept; need not be there */
    public static SecretFolder at(Path folder, Path data) {
        return new SecretFolder(Optional.of(folder), data);
    }

    /**
     * The nodes of a cluster tell contents apart by one key, or a failover would make all containers outdated. Blocks.
     *
     * @param data the folder in which the key of this node is kept
     * @param agreed gives the key of the cluster, which is that of this node if there was none
     */
    public static void agree(Path data, UnaryOperator<byte[]> agreed) throws IOException {
        key(data).agree(agreed);
    }

    private static KeyedHash key(Path data) {
        return KeyedHash.at(data.resolve(KEY));
    }

    /**
     * Blocks, unless the definition has no files.
     *
     * @throws InvalidException with each file that can't be brought into a container
     */
    public void check(ServiceDefinition definition) {
        if (FilePlaces.areNeeded(definition.details())) {
            find(definition, SourceFile::path);
        }
    }

    /**
     * Hands on what a container of the service gets if it is made now, and is to be forgotten after that. Blocks,
     * unless the definition has no files.
     *
     * @throws InvalidException as {@link #check}
     * @throws FailureException if there is no memory for them
     */
    public <T> T read(ServiceDefinition definition, Function<Contents, T> use) {
        if (!FilePlaces.areNeeded(definition.details())) {
            return use.apply(Contents.NONE);
        }
        long bytes = find(definition, file -> file.attributes().size()).stream()
                .mapToLong(Found::result)
                .sum();
        return room.during(bytes, () -> use.apply(read(definition)));
    }

    /** Blocks. */
    Contents read(ServiceDefinition definition) {
        List<Content> all = find(definition, SourceFile::read).stream()
                .map(found -> new Content(found.place, found.result))
                .toList();
        return all.isEmpty() ? Contents.NONE : new Contents(all, Optional.of(hash(all)));
    }

    private String hash(List<Content> all) {
        try {
            List<byte[]> each = all.stream()
                    .map(file -> known.see(file.place().link().source(), file.bytes()))
                    .toList();
            return known.hash(each);
        } catch (UncheckedIOException e) {
            throw new InvalidException(
                    all.get(0).place().field(),
                    "has files, whose hashes need a key in the folder of connector.data, which can't be kept there: "
                            + e.getCause().getMessage());
        }
    }

    /** As far as is known without looking. */
    @Override
    public Optional<String> files(ServiceDefinition definition) {
        if (folder.isEmpty() || !FilePlaces.areNeeded(definition.details())) {
            return Optional.empty();
        }
        return known.together(sources(definition).toList());
    }

    /**
     * Looks which files of these definitions have changed. What can't be read at the moment stays as it was. Blocks.
     */
    public void refresh(Collection<ServiceDefinition> definitions) {
        Set<String> names = definitions.stream()
                .filter(definition -> FilePlaces.areNeeded(definition.details()))
                .flatMap(SecretFolder::sources)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        known.keepOnly(names);
        folder.ifPresent(there -> names.forEach(name -> refresh(there, name)));
    }

    private void refresh(Path there, String name) {
        try {
            known.query(name, SourceFile.find(there, name));
        } catch (InvalidException | UncheckedIOException notNow) {
            LOG.debug("The file {} of connector.secrets is not looked at", name);
        }
    }

    private static Stream<String> sources(ServiceDefinition definition) {
        return FilePlaces.of(definition.details()).all().stream()
                .map(Place::link)
                .map(FileLink::source);
    }

    /** Where the files are. */
    @Override
    public String toString() {
        return folder.map(Path::toString).orElse("none");
    }

    private <T> List<Found<T>> find(ServiceDefinition definition, Function<SourceFile, T> each) {
        List<FieldError> faults = new ArrayList<>();
        List<Found<T>> all = new ArrayList<>();
        long together = 0;
        for (Place place : FilePlaces.of(definition.details()).all()) {
            try {
                SourceFile file = SourceFile.find(there(place), place.link().source());
                together += file.attributes().size();
                if (together > LARGEST_TOGETHER) {
                    throw new InvalidException("", "makes the files of a container larger than 2 MiB together");
                }
                all.add(new Found<>(place, each.apply(file)));
            } catch (InvalidException e) {
                faults.add(new FieldError(place.field(), e.errors().get(0).message()));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidException(faults);
        }
        return all;
    }

    private Path there(Place place) {
        return folder.orElseThrow(() -> new InvalidException(
                "",
                "needs the file " + place.link().source()
                        + ", and the connector has no folder of files; name one in connector.secrets"));
    }

    private record Found<T>(Place place, T result) {}
}
