package io.genisys.connector.docker.engine;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.LogConfig.LoggingType;
import com.github.dockerjava.api.model.Ulimit;
import io.genisys.connector.model.Bytes;
import io.genisys.connector.model.Cpus;
import io.genisys.connector.model.Detail;
import io.genisys.connector.model.DeviceClaim;
import io.genisys.connector.model.DeviceMapping;
import io.genisys.connector.model.FilePlaces;
import io.genisys.connector.model.LogTarget;
import io.genisys.connector.model.ResourceLimit;
import io.genisys.connector.model.ServiceDefinition;
import java.util.List;
import java.util.Map;

/** What a definition says of how a container is placed into its host, in the engine's words. */
final class HostDetails {
    private HostDetails() {}

    static void into(HostConfig host, ServiceDefinition definition) {
        limits(host, definition);
        files(host, definition);
        names(host, definition);
        rights(host, definition);
    }

    private static void limits(HostConfig host, ServiceDefinition definition) {
        definition.detail(Detail.CPU_LIMIT).map(Cpus::nanos).ifPresent(host::withNanoCPUs);
        definition.detail(Detail.MEMORY_LIMIT).map(Bytes::count).ifPresent(host::withMemory);
        definition.detail(Detail.RESERVED_MEMORY).map(Bytes::count).ifPresent(host::withMemoryReservation);
        definition.detail(Detail.PIDS_LIMIT).ifPresent(host::withPidsLimit);
        definition.detail(Detail.SHM_SIZE).map(Bytes::count).ifPresent(host::withShmSize);
        definition.detail(Detail.ULIMITS).map(HostDetails::ulimits).ifPresent(host::withUlimits);
        definition.detail(Detail.SYSCTLS).ifPresent(host::withSysctls);
    }

    private static void files(HostConfig host, ServiceDefinition definition) {
        definition.detail(Detail.VOLUMES).ifPresent(mounts -> Mounts.into(host, mounts));
        if (FilePlaces.areNeeded(definition.details())) {
            Mounts.addVolumes(host, FilePlaces.of(definition.details()).volumes());
        }
        definition.detail(Detail.TMPFS).ifPresent(host::withTmpFs);
        definition.detail(Detail.READ_ONLY).ifPresent(host::withReadonlyRootfs);
        definition.detail(Detail.LOGGING).map(HostDetails::log).ifPresent(host::withLogConfig);
        definition
                .detail(Detail.DEVICES)
                .map(all -> all.stream().map(HostDetails::device).toList())
                .ifPresent(host::withDevices);
        definition
                .detail(Detail.GPUS)
                .map(all -> all.stream().map(HostDetails::claim).toList())
                .ifPresent(host::withDeviceRequests);
    }

    private static void names(HostConfig host, ServiceDefinition definition) {
        definition.detail(Detail.EXTRA_HOSTS).map(HostDetails::array).ifPresent(host::withExtraHosts);
        definition.detail(Detail.DNS).ifPresent(host::withDns);
        definition.detail(Detail.DNS_SEARCH).ifPresent(host::withDnsSearch);
        definition.detail(Detail.DNS_OPT).ifPresent(host::withDnsOptions);
    }

    private static void rights(HostConfig host, ServiceDefinition definition) {
        definition.detail(Detail.INIT).ifPresent(host::withInit);
        definition.detail(Detail.GROUP_ADD).ifPresent(host::withGroupAdd);
        definition.detail(Detail.CAP_ADD).map(HostDetails::capabilities).ifPresent(host::withCapAdd);
        definition.detail(Detail.CAP_DROP).map(HostDetails::capabilities).ifPresent(host::withCapDrop);
        definition.detail(Detail.SECURITY_OPT).ifPresent(host::withSecurityOpts);
        definition.detail(Detail.PRIVILEGED).ifPresent(host::withPrivileged);
        definition.detail(Detail.PID).ifPresent(host::withPidMode);
        definition.detail(Detail.IPC).ifPresent(host::withIpcMode);
        definition.detail(Detail.RUNTIME).ifPresent(host::withRuntime);
    }

    private static List<Ulimit> ulimits(Map<String, ResourceLimit> limits) {
        return limits.entrySet().stream()
                .map(limit -> new Ulimit(
                        limit.getKey(),
                        limit.getValue().soft(),
                        limit.getValue().hard()))
                .toList();
    }

    /** A driver that is not given is the engine's own. */
    private static LogConfig log(LogTarget target) {
        return new LogConfig(target.driver().map(LoggingType::fromValue).orElse(LoggingType.DEFAULT), target.options());
    }

    private static Device device(DeviceMapping device) {
        return new Device(device.permissions(), device.target(), device.source());
    }

    private static DeviceRequest claim(DeviceClaim claim) {
        DeviceRequest request = new DeviceRequest()
                .withCapabilities(List.of(claim.capabilities()))
                .withOptions(claim.options());
        claim.driver().ifPresent(request::withDriver);
        claim.count().map(Long::intValue).ifPresent(request::withCount);
        return claim.ids().isEmpty() ? request : request.withDeviceIds(claim.ids());
    }

    private static Capability[] capabilities(List<String> names) {
        return names.stream().map(Capability::valueOf).toArray(Capability[]::new);
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
