package io.genisys.connector.json;

import static io.genisys.connector.fields.Field.optional;
import static io.genisys.connector.fields.Field.required;
import static io.genisys.connector.fields.Parsers.either;
import static io.genisys.connector.fields.Parsers.fault;
import static io.genisys.connector.fields.Parsers.list;
import static io.genisys.connector.fields.Parsers.scalar;

import io.genisys.connector.fields.Field;
import io.genisys.connector.fields.Parser;
import io.genisys.connector.fields.Table;
import io.genisys.connector.fields.Table.Row;
import io.genisys.connector.model.PortMapping;
import io.genisys.connector.model.PortSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The {@code ports} of a definition, in the short and the long form of Compose. */
final class PortForm {
    private static final String ALLOWED = "must be a port from 1 to 65535, as a number or a string, optionally with a"
            + " port of the host before it (\"80:8080\", \"127.0.0.1:80:8080\"), a range (\"8000-8003\"), and /tcp, /udp or"
            + " /sctp after it";
    private static final Pattern SHORT = Pattern.compile("(?:(?:(?<address>" + Addresses.IPV4 + "|\\[" + Addresses.IPV6
            + "]):)?(?:(?<published>[0-9]{1,5}(?:-[0-9]{1,5})?)?:))?(?<target>[0-9]{1,5}(?:-[0-9]{1,5})?)"
            + "(?:/(?<protocol>tcp|udp|sctp))?");
    private static final int LAST_PORT = 65_535;
    /** Each takes a port, a proxy and rules of a firewall on the host. */
    private static final int LONGEST_RANGE = 256;

    private static final Parser<Long> PORT = Forms.number(1, LAST_PORT);

    private static final Field<PortMapping, Long> TARGET = required(
            "target", "must be a port from 1 to 65535", PORT, p -> p.port().port());
    private static final Field<PortMapping, Optional<Long>> PUBLISHED =
            optional("published", PORT, PortMapping::published);
    private static final Field<PortMapping, Optional<String>> PROTOCOL =
            optional("protocol", Forms.oneOf("tcp", "udp", "sctp"), p -> Optional.empty());
    private static final Field<PortMapping, Optional<String>> HOST_IP =
            optional("host_ip", Addresses.either(), PortMapping::address);
    private static final Field<PortMapping, Optional<String>> MODE =
            optional("mode", Forms.oneOf("host", "ingress"), p -> Optional.empty());
    private static final Field<PortMapping, Optional<String>> NAME =
            optional("name", Forms.text("must be a string"), p -> Optional.empty());
    private static final Field<PortMapping, Optional<String>> APP_PROTOCOL =
            optional("app_protocol", Forms.text("must be a string"), p -> Optional.empty());

    private static final Table<PortMapping> LONG =
            new Table<>("a port", TARGET, PUBLISHED, PROTOCOL, HOST_IP, MODE, NAME, APP_PROTOCOL);

    private PortForm() {}

    /** Ranges become one mapping a port. */
    static Parser<List<PortMapping>> parser() {
        Parser<List<PortMapping>> ofShort = scalar(ALLOWED, PortForm::parse);
        Parser<List<PortMapping>> ofLong = LONG.parser(ALLOWED, row -> List.of(mapping(row)));
        Parser<List<List<PortMapping>>> all = list("must be a list of ports", either(Map.class, ofLong, ofShort));
        return value ->
                all.parse(value).stream().flatMap(List::stream).distinct().toList();
    }

    private static PortMapping mapping(Row row) {
        return new PortMapping(
                new PortSpec(
                        row.get(TARGET).intValue(), protocol(row.get(PROTOCOL).orElse("tcp"))),
                row.get(PUBLISHED).map(Long::intValue),
                row.get(HOST_IP).flatMap(Addresses::bound));
    }

    private static PortSpec.Protocol protocol(String text) {
        return PortSpec.parse("1/" + text).protocol();
    }

    private static Optional<List<PortMapping>> parse(String text) {
        Matcher m = SHORT.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        String protocol = m.group("protocol") == null ? "tcp" : m.group("protocol");
        Optional<String> address = Optional.ofNullable(m.group("address"))
                .map(a -> a.replace("[", "").replace("]", ""))
                .flatMap(Addresses::bound);
        int[] targets = range(m.group("target"));
        Optional<int[]> published = Optional.ofNullable(m.group("published")).map(PortForm::range);
        if (published.filter(ports -> ports.length != targets.length).isPresent()) {
            throw fault("must have as many ports of the host as of the container");
        }
        return Optional.of(IntStream.range(0, targets.length)
                .mapToObj(i -> new PortMapping(
                        new PortSpec(targets[i], protocol(protocol)), published.map(ports -> ports[i]), address))
                .toList());
    }

    private static int[] range(String text) {
        String[] ends = text.split("-", 2);
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        if (first < 1 || last > LAST_PORT) {
            throw fault(ALLOWED);
        }
        if (last < first || last - first >= LONGEST_RANGE) {
            throw fault("must have a range that goes up, of at most " + LONGEST_RANGE + " ports");
        }
        return IntStream.rangeClosed(first, last).toArray();
    }
}
