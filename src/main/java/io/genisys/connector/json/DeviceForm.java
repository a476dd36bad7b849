package io.genisys.connector.json;

import static io.genisys.connector.fields.Field.optional;
import static io.genisys.connector.fields.Parsers.either;
import static io.genisys.connector.fields.Parsers.fault;
import static io.genisys.connector.fields.Parsers.list;
import static io.genisys.connector.fields.Parsers.text;

import io.genisys.connector.fields.FaultList;
import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.fields.Table.Row;
import io.genisys.connector.model.DeviceClaim;
import io.genisys.connector.model.DeviceMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code devices} and {@code gpus} of a definition. */
final class DeviceForm {
    private static final String ALLOWED = "must be like \"/dev/ttyUSB0:/dev/ttyUSB0:rwm\", of which the last two parts"
            + " may be left out, or an object with source, target and permissions";
    private static final String PATH = "/dev/(?!(?:.*/)?\\.\\.(?:/|$))[^:\u0000]{1,1000}";
    private static final String PERMISSIONS = "(?!.*r.*r|.*w.*w|.*m.*m)[rwm]{1,3}";
    private static final Pattern SHORT = Pattern.compile(
            "(?<source>" + PATH + ")(?::(?<target>/[^:\u0000]{1,1000}))?(?::(?<permissions>" + PERMISSIONS + "))?");
    private static final String ALL_PERMISSIONS = "rwm";
    private static final List<String> GPU = List.of("gpu");
    private static final int MOST = 1024;

    private static final Field<DeviceMapping, String> SOURCE = Field.required(
            "source",
            "must be a path below /dev",
            Forms.word("must be a path below /dev", PATH),
            DeviceMapping::source);
    private static final Field<DeviceMapping, Optional<String>> TARGET =
            optional("target", Forms.word("must be an absolute path", "/[^:\u0000]{1,1000}"), d -> Optional.empty());
    private static final Field<DeviceMapping, Optional<String>> PERMITS =
            optional("permissions", Forms.word("must be some of rwm", PERMISSIONS), d -> Optional.empty());
    private static final Table<DeviceMapping> LONG = new Table<>("a device", SOURCE, TARGET, PERMITS);

    private static final Field<DeviceClaim, Optional<String>> DRIVER =
            optional("driver", Forms.text("must be a string"), DeviceClaim::driver);
    private static final Field<DeviceClaim, Optional<Long>> COUNT =
            optional("count", DeviceForm::count, DeviceClaim::count);
    private static final Field<DeviceClaim, Optional<List<String>>> IDS = optional(
            "device_ids",
            Forms.several("must be a list of ids", Forms.text("must be a string")),
            d -> Optional.empty());
    private static final Field<DeviceClaim, Optional<List<String>>> CAPABILITIES = optional(
            "capabilities",
            Forms.several("must be a list of strings", Forms.text("must be a string")),
            d -> Optional.empty());
    private static final Field<DeviceClaim, Optional<Map<String, String>>> OPTIONS = optional(
            "options",
            Forms.labels("must be an object of options", name -> !name.isEmpty(), "must have a name"),
            d -> Optional.empty());
    private static final Table<DeviceClaim> CLAIM =
            new Table<>("a reserved device", DRIVER, COUNT, IDS, CAPABILITIES, OPTIONS);

    private DeviceForm() {}

    static Parser<List<DeviceMapping>> devices() {
        return Forms.several(
                "must be a list of devices",
                either(Map.class, LONG.parser(ALLOWED, DeviceForm::mapping), text(ALLOWED, DeviceForm::ofShort)));
    }

    private static DeviceMapping mapping(Row row) {
        return new DeviceMapping(
                row.get(SOURCE),
                row.get(TARGET).orElse(row.get(SOURCE)),
                row.get(PERMITS).orElse(ALL_PERMISSIONS));
    }

    private static DeviceMapping ofShort(String text) {
        Matcher m = SHORT.matcher(text);
        if (!m.matches()) {
            throw fault(ALLOWED);
        }
        String target = m.group("target");
        String permissions = m.group("permissions");
        return new DeviceMapping(
                m.group("source"),
                target == null ? m.group("source") : target,
                permissions == null ? ALL_PERMISSIONS : permissions);
    }

    /** {@code all}, or a list of what is claimed. */
    static Parser<List<DeviceClaim>> gpus() {
        Parser<List<DeviceClaim>> some = list(
                "must be all, or a list of objects with driver, count or device_ids",
                CLAIM.parser(
                        "must be an object",
                        row -> claim(row, row.get(CAPABILITIES).orElse(GPU))));
        return value -> "all".equals(value)
                ? List.of(new DeviceClaim(Optional.empty(), Optional.of(DeviceClaim.ALL), List.of(), GPU, Map.of()))
                : some.parse(value);
    }

    /** Of {@code deploy.resources.reservations}. */
    static Parser<List<DeviceClaim>> reserved() {
        return list(
                "must be a list of devices",
                CLAIM.parser(
                        "must be an object",
                        row -> claim(
                                row,
                                row.get(CAPABILITIES)
                                        .filter(all -> !all.isEmpty())
                                        .orElseThrow(() -> FaultList.within(
                                                "capabilities",
                                                fault("is missing; it must be a list such as [\"gpu\"]"))))));
    }

    private static DeviceClaim claim(Row row, List<String> capabilities) {
        List<String> ids = row.get(IDS).orElse(List.of());
        if (row.get(COUNT).isPresent() && !ids.isEmpty()) {
            throw FaultList.within("count", fault("must be left out if there are device_ids"));
        }
        Optional<Long> count = ids.isEmpty() ? row.get(COUNT).or(() -> Optional.of(DeviceClaim.ALL)) : Optional.empty();
        return new DeviceClaim(
                row.get(DRIVER), count, ids, capabilities, row.get(OPTIONS).orElse(Map.of()));
    }

    private static Long count(Object value) {
        return "all".equals(value) || Integer.valueOf(-1).equals(value)
                ? Long.valueOf(DeviceClaim.ALL)
                : Forms.number(1, MOST).parse(value);
    }
}
