package io.genisys.connector.catalog;

import static io.genisys.connector.catalog.Services.service;

import io.genisys.connector.model.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A program that changes a catalog until it is killed, and prints {@code writer step} for each step that was answered.
 * What is there after a step can be told from its number alone.
 */
final class Writers {
    static final int COUNT = 4;
    /** The replacer's number. */
    static final int REPLACER = COUNT;

    private final Catalog catalog;

    private Writers(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @param args a folder for the writers, a folder for the replacer, the number of the first step */
    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        int first = Integer.parseInt(args[2]);
        open(vertx, args[0]).onSuccess(writers -> IntStream.range(0, COUNT)
                .forEach(writer -> new Writers(writers).write(writer, first)));
        open(vertx, args[1]).onSuccess(writers -> new Writers(writers).replace(first));
    }

    private static Future<EmbeddedCatalog> open(Vertx vertx, String folder) {
        return EmbeddedCatalog.open(vertx, () -> CatalogFolder.open(Path.of(folder), Disk.REAL, 2000))
                .onFailure(Writers::die);
    }

    private void write(int writer, int step) {
        step(writer, step).onFailure(Writers::die).onSuccess(done -> {
            print(writer, step);
            write(writer, step + 1);
        });
    }

    private Future<?> step(int writer, int step) {
        ServiceName name = name(writer);
        return switch (step % 4) {
            case 0, 2 -> catalog.put(service(name, step), Precondition.NONE);
            case 1 -> catalog.number(name, OptionalInt.of(step));
            default -> catalog.remove(name, Precondition.PRESENT, Set.of());
        };
    }

    private void replace(int step) {
        catalog.replaceAll(snapshot(step)).onFailure(Writers::die).onSuccess(done -> {
            print(REPLACER, step);
            replace(step + 1);
        });
    }

    /** What a writer's step leaves of its service; the steps before 0 leave none. */
    static Optional<CatalogSnapshot.Service> after(int writer, int step) {
        ServiceName name = name(writer);
        return switch (Math.floorMod(step, 4)) {
            case 0 -> Optional.of(new CatalogSnapshot.Service(service(name, step), OptionalInt.empty()));
            case 1 -> Optional.of(new CatalogSnapshot.Service(service(name, step - 1), OptionalInt.of(step)));
            case 2 -> Optional.of(new CatalogSnapshot.Service(service(name, step), OptionalInt.of(step - 1)));
            default -> Optional.empty();
        };
    }

    /** What a replacer's step leaves. */
    static CatalogSnapshot snapshot(int step) {
        List<CatalogSnapshot.Service> services = IntStream.range(100, 150)
                .mapToObj(i -> new CatalogSnapshot.Service(service("s" + i, step), OptionalInt.of(step)))
                .toList();
        return new CatalogSnapshot(
                CatalogSnapshot.FORMAT, services, Map.of(name(0), "print" + step), Map.of(), Map.of());
    }

    static ServiceName name(int writer) {
        return new ServiceName("writer" + writer);
    }

    /** To stdout: the test that started this program, and kills it, reads it there. */
    private static void print(int writer, int step) {
        System.out.println("kept " + writer + " " + step + " .");
    }

    private static void die(Throwable e) {
        e.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
