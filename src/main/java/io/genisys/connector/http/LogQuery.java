package io.genisys.connector.http;

import io.genisys.connector.model.FieldError;
import io.genisys.connector.model.HostName;
import io.genisys.connector.model.InvalidException;
import io.genisys.connector.model.Replica;
import io.genisys.connector.model.ServiceName;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which lines a caller asks for.
 *
 * @param tail the last ones of all containers together
 * @param follow whether those that come are sent as well
 * @param host empty: all
 * @param container its name; empty: all
 */
record LogQuery(int tail, boolean follow, Optional<HostName> host, Optional<String> container) {
    static final int MOST = 1000;
    private static final String STANDARD = "100";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    private static final Pattern CONTAINER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}");

    /** @throws InvalidException with every fault */
    static LogQuery of(MultiMap query) {
        String tail = query.contains("tail") ? query.get("tail") : STANDARD;
        String follow = query.contains("follow") ? query.get("follow") : "false";
        Optional<String> host = Optional.ofNullable(query.get("host"));
        List<FieldError> faults = new ArrayList<>();
        if (!NUMBER.matcher(tail).matches() || Integer.parseInt(tail) > MOST) {
            faults.add(new FieldError("tail", "must be a number of lines from 0 to " + MOST));
        }
        if (!follow.equals("true") && !follow.equals("false")) {
            faults.add(new FieldError("follow", "must be true or false"));
        }
        if (host.isPresent() && !ServiceName.isValid(host.get())) {
            faults.add(new FieldError("host", "must be the name of a host"));
        }
        Optional<String> container = Optional.ofNullable(query.get("container"));
        if (container.isPresent() && !CONTAINER.matcher(container.get()).matches()) {
            faults.add(new FieldError("container", "must be the name of a container"));
        }
        if (!faults.isEmpty()) {
            throw new InvalidException(faults);
        }
        return new LogQuery(Integer.parseInt(tail), follow.equals("true"), host.map(HostName::new), container);
    }

    /** Whether the lines of that one are asked for. */
    boolean covers(Replica replica) {
        return host.map(replica.host()::equals).orElse(true)
                && container.map(replica.container().name()::equals).orElse(true);
    }
}
