package io.genisys.connector.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The list of what gives root on a host, field by field. */
final class RootNeeds {
    private static final Pattern TIGHTENS = Pattern.compile("no-new-privileges(?:[:=]true)?");

    private final ServiceDefinition definition;
    private final List<RootNeed> needs = new ArrayList<>();

    private RootNeeds(ServiceDefinition definition) {
        this.definition = definition;
    }

    static List<RootNeed> of(ServiceDefinition definition) {
        RootNeeds all = new RootNeeds(definition);
        all.bind();
        all.add(Detail.PRIVILEGED, RootPower.PRIVILEGED, is -> is);
        all.add(Detail.DEVICES, RootPower.DEVICES, some -> !some.isEmpty());
        all.add(Detail.GPUS, RootPower.DEVICES, some -> !some.isEmpty());
        for (Detail<String> namespace : List.of(Detail.NETWORK_MODE, Detail.PID, Detail.IPC)) {
            all.add(namespace, RootPower.HOST_NAMESPACES, "host"::equals);
        }
        all.add(Detail.CAP_ADD, RootPower.CAPABILITIES, some -> !some.isEmpty());
        all.add(Detail.SECURITY_OPT, RootPower.CAPABILITIES, RootNeeds::loosens);
        all.add(Detail.RUNTIME, RootPower.RUNTIME, name -> true);
        return List.copyOf(all.needs);
    }

    private <T> void add(Detail<T> detail, RootPower power, Predicate<T> when) {
        definition.detail(detail).filter(when).ifPresent(given -> needs.add(RootNeed.of(detail.name(), power)));
    }

    private void bind() {
        List<VolumeMount> mounts = definition.detail(Detail.VOLUMES).orElse(List.of());
        for (int i = 0; i < mounts.size(); i++) {
            String field = "volumes[" + i + "]";
            VolumeMount mount = mounts.get(i);
            Optional<String> path = mount.type() == VolumeMount.Type.BIND ? mount.source() : Optional.empty();
            path.ifPresent(bound -> needs.add(RootNeed.bind(field, bound)));
        }
    }

    private static boolean loosens(List<String> options) {
        return !options.stream().allMatch(option -> TIGHTENS.matcher(option).matches());
    }
}
