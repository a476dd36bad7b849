package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.BindOptions;
import com.github.dockerjava.api.model.BindPropagation;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PropagationMode;
import com.github.dockerjava.api.model.SELContext;
import com.github.dockerjava.api.model.TmpfsOptions;
import com.github.dockerjava.api.model.Volume;
import com.github.dockerjava.api.model.VolumeOptions;
import io.genisys.connector.model.Bytes;
import io.genisys.connector.model.VolumeMount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a container sees at its paths, in the engine's words. */
final class Mounts {
    private static final int OCTAL = 8;

    private Mounts() {}

    static void into(HostConfig host, List<VolumeMount> mounts) {
        host.withBinds(mounts.stream().filter(Mounts::isBind).map(Mounts::bind).toList());
        host.withMounts(mounts.stream()
                .filter(mount -> !isBind(mount))
                .map(Mounts::mount)
                .toList());
    }

    /** Of the container's own, which go with it. */
    static void addVolumes(HostConfig host, Collection<String> targets) {
        Stream<Mount> given = Stream.ofNullable(host.getMounts()).flatMap(List::stream);
        Stream<Mount> more = targets.stream()
                .map(target -> new Mount().withType(MountType.VOLUME).withTarget(target));
        host.withMounts(Stream.concat(given, more).toList());
    }

    /** Only what is bound in the old way is made on the host if it is not there, and gets a label of SELinux. */
    private static boolean isBind(VolumeMount mount) {
        return mount.type() == VolumeMount.Type.BIND && !mount.options().containsKey("create_host_path");
    }

    private static Bind bind(VolumeMount mount) {
        return new Bind(
                mount.source().orElseThrow(),
                new Volume(mount.target()),
                mount.isReadOnly() ? AccessMode.ro : AccessMode.rw,
                option(mount, "selinux").map(SELContext::fromString).orElse(SELContext.DEFAULT),
                null,
                option(mount, "propagation").map(PropagationMode::fromString).orElse(PropagationMode.DEFAULT_MODE));
    }

    private static Optional<String> option(VolumeMount mount, String name) {
        return Optional.ofNullable(mount.options().get(name)).map(String::valueOf);
    }

    private static Mount mount(VolumeMount mount) {
        Mount wanted = new Mount().withTarget(mount.target()).withReadOnly(mount.isReadOnly());
        mount.source().ifPresent(wanted::withSource);
        return switch (mount.type()) {
            case VOLUME -> volume(wanted.withType(MountType.VOLUME), mount);
            case BIND -> bound(wanted.withType(MountType.BIND), mount);
            case TMPFS -> memory(wanted.withType(MountType.TMPFS), mount.options());
        };
    }

    private static Mount volume(Mount wanted, VolumeMount mount) {
        return option(mount, "nocopy").isPresent()
                ? wanted.withVolumeOptions(new VolumeOptions().withNoCopy(true))
                : wanted;
    }

    private static Mount bound(Mount wanted, VolumeMount mount) {
        return option(mount, "propagation")
                .map(mode -> wanted.withBindOptions(new BindOptions().withPropagation(propagation(mode))))
                .orElse(wanted);
    }

    private static BindPropagation propagation(String mode) {
        return switch (mode) {
            case "private" -> BindPropagation.PRIVATE;
            case "rshared" -> BindPropagation.R_SHARED;
            case "shared" -> BindPropagation.SHARED;
            case "rslave" -> BindPropagation.R_SLAVE;
            case "slave" -> BindPropagation.SLAVE;
            default -> BindPropagation.R_PRIVATE;
        };
    }

    private static Mount memory(Mount wanted, Map<String, Object> options) {
        TmpfsOptions tmpfs = new TmpfsOptions();
        if (options.get("size") instanceof Bytes size) {
            tmpfs.withSizeBytes(size.count());
        }
        if (options.get("mode") instanceof String mode) {
            tmpfs.withMode(Integer.parseInt(mode, OCTAL));
        }
        return wanted.withTmpfsOptions(tmpfs);
    }
}
