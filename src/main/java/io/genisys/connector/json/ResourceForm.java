package io.genisys.connector.json;

import static io.genisys.connector.fields.Field.optional;
import static io.genisys.connector.fields.Parsers.fault;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.fields.Table.Row;
import io.genisys.connector.model.Bytes;
import io.genisys.connector.model.Cpus;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.Details;
import io.genisys.connector.model.DeviceClaim;
import io.genisys.connector.model.ServiceDefinition;
import io.genisys.connector.model.UpdateConfig;
import io.genisys.connector.model.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What {@code deploy} has. What containers may use of a host, and what is reserved for them: {@code deploy.resources},
 * and the older names that say the same; it is written as {@code deploy.resources}. How they are replaced:
 * {@code deploy.update_config}, which is written as {@code update_config}.
 */
final class ResourceForm {
    private static final int MOST_PIDS = 4_194_304;

    private static final Field<Details, Optional<Cpus>> CPUS = part("cpus", Forms.cpus(), Detail.CPU_LIMIT);
    private static final Field<Details, Optional<Bytes>> MEMORY = part("memory", Forms.bytes(), Detail.MEMORY_LIMIT);
    private static final Field<Details, Optional<Long>> PIDS = part("pids", pids(), Detail.PIDS_LIMIT);
    private static final Table<Details> LIMITS = new Table<>("deploy.resources.limits", CPUS, MEMORY, PIDS);

    private static final Field<Details, Optional<Cpus>> RESERVED_CPUS =
            part("cpus", Forms.cpus(), Detail.RESERVED_CPUS);
    private static final Field<Details, Optional<Bytes>> RESERVED_MEMORY =
            part("memory", Forms.bytes(), Detail.RESERVED_MEMORY);
    private static final Field<Details, Optional<List<DeviceClaim>>> DEVICES =
            optional("devices", DeviceForm.reserved(), d -> Optional.empty());
    private static final Table<Details> RESERVATIONS =
            new Table<>("deploy.resources.reservations", RESERVED_CPUS, RESERVED_MEMORY, DEVICES);

    private static final Field<Details, Optional<Row>> LIMITS_FIELD = object("limits", LIMITS);
    private static final Field<Details, Optional<Row>> RESERVATIONS_FIELD = object("reservations", RESERVATIONS);
    private static final Table<Details> RESOURCES = new Table<>("deploy.resources", LIMITS_FIELD, RESERVATIONS_FIELD);
    private static final Field<Details, Optional<Row>> RESOURCES_FIELD = object("resources", RESOURCES);
    private static final Field<Details, Optional<UpdateConfig>> UPDATE_CONFIG =
            optional(UpdateForm.NAME, UpdateForm.parser(), d -> Optional.empty());
    private static final Table<Details> DEPLOY =
            new Table<>("deploy", List.of(RESOURCES_FIELD, UPDATE_CONFIG), NotTaken.OF_DEPLOY);

    private static final Field<ServiceDefinition, Optional<Row>> DEPLOY_FIELD = optional(
            "deploy",
            DEPLOY.parser("must be an object with resources or update_config", row -> row),
            d -> written(d.details()));
    private static final Field<ServiceDefinition, Optional<Cpus>> OLD_CPUS = old("cpus", Forms.cpus());
    private static final Field<ServiceDefinition, Optional<Bytes>> OLD_MEMORY = old("mem_limit", Forms.bytes());
    private static final Field<ServiceDefinition, Optional<Bytes>> OLD_RESERVATION =
            old("mem_reservation", Forms.bytes());
    private static final Field<ServiceDefinition, Optional<Long>> OLD_PIDS = old("pids_limit", pids());

    static final List<Field<ServiceDefinition, ?>> FIELDS =
            List.of(DEPLOY_FIELD, OLD_CPUS, OLD_MEMORY, OLD_RESERVATION, OLD_PIDS);

    private ResourceForm() {}

    /** -1 is no limit. */
    private static Parser<Long> pids() {
        Parser<Long> number = Forms.number(-1, MOST_PIDS);
        return value -> {
            long read = number.parse(value);
            if (read == 0) {
                throw fault("must be 1 or more, or -1 for no limit");
            }
            return read;
        };
    }

    private static <T> Field<Details, Optional<T>> part(String name, Parser<T> parser, Detail<T> detail) {
        return optional(name, parser, d -> d.get(detail).map(Written::of));
    }

    private static Field<Details, Optional<Row>> object(String name, Table<Details> table) {
        return optional(name, table.parser("must be an object", row -> row), d -> some(table.write(d)));
    }

    private static <T> Field<ServiceDefinition, Optional<T>> old(String name, Parser<T> parser) {
        return optional(name, parser, d -> Optional.empty());
    }

    private static Optional<Map<String, Object>> written(Details details) {
        return some(DEPLOY.write(details));
    }

    private static Optional<Map<String, Object>> some(Map<String, Object> written) {
        return Optional.of(written).filter(w -> !w.isEmpty());
    }

    /** Adds what is said of resources, by whichever name. */
    static Details read(Row row, Details details, FaultList faults) {
        Optional<Row> resources = row.get(DEPLOY_FIELD).flatMap(deploy -> deploy.get(RESOURCES_FIELD));
        Optional<Row> limits = resources.flatMap(all -> all.get(LIMITS_FIELD));
        Optional<Row> reserved = resources.flatMap(all -> all.get(RESERVATIONS_FIELD));
        Merge merge = new Merge(row, faults);
        Details all = details;
        all = with(all, Detail.CPU_LIMIT, merge.one(OLD_CPUS, limits.flatMap(of(CPUS)), "limits.cpus"));
        all = with(all, Detail.MEMORY_LIMIT, merge.one(OLD_MEMORY, limits.flatMap(of(MEMORY)), "limits.memory"));
        all = with(all, Detail.PIDS_LIMIT, merge.one(OLD_PIDS, limits.flatMap(of(PIDS)), "limits.pids"));
        all = with(all, Detail.RESERVED_CPUS, reserved.flatMap(of(RESERVED_CPUS)));
        all = with(
                all,
                Detail.RESERVED_MEMORY,
                merge.one(OLD_RESERVATION, reserved.flatMap(of(RESERVED_MEMORY)), "reservations.memory"));
        check(all, faults);
        Optional<List<DeviceClaim>> devices = reserved.flatMap(of(DEVICES));
        Optional<List<DeviceClaim>> gpus = details.get(Detail.GPUS);
        if (devices.isPresent() && gpus.isPresent() && !devices.equals(gpus)) {
            faults.add("gpus", "says something else than deploy.resources.reservations.devices; leave one of them out");
        }
        all = with(all, Detail.GPUS, devices.or(() -> gpus));
        return with(all, Detail.UPDATE_CONFIG, update(row, details, faults));
    }

    private static Optional<UpdateConfig> update(Row row, Details details, FaultList faults) {
        Optional<UpdateConfig> ofDeploy = row.get(DEPLOY_FIELD).flatMap(deploy -> deploy.get(UPDATE_CONFIG));
        Optional<UpdateConfig> own = details.get(Detail.UPDATE_CONFIG);
        if (ofDeploy.isPresent() && own.isPresent() && !ofDeploy.equals(own)) {
            faults.add(UpdateForm.NAME, "says something else than deploy.update_config; leave one of them out");
        }
        return own.or(() -> ofDeploy);
    }

    private static void check(Details all, FaultList faults) {
        boolean isMemoryLess = all.get(Detail.MEMORY_LIMIT)
                .filter(limit -> limit.count() > 0)
                .flatMap(limit -> all.get(Detail.RESERVED_MEMORY).filter(r -> r.count() > limit.count()))
                .isPresent();
        if (isMemoryLess) {
            faults.add("deploy.resources.reservations.memory", "must be at most the limit of the memory");
        }
    }

    private static <T> Function<Row, Optional<T>> of(Field<?, Optional<T>> field) {
        return row -> row.get(field);
    }

    private static <T> Details with(Details details, Detail<T> detail, Optional<T> value) {
        return value.map(given -> details.with(detail, given)).orElse(details);
    }

    /** Two names for the same have to say the same. */
    private record Merge(Row row, FaultList faults) {
        <T> Optional<T> one(Field<?, Optional<T>> old, Optional<T> current, String path) {
            Optional<T> before = row.get(old);
            if (before.isPresent() && current.isPresent() && !before.equals(current)) {
                faults.add(old.name(), "says something else than deploy.resources." + path + "; leave one of them out");
            }
            return current.or(() -> before);
        }
    }
}
