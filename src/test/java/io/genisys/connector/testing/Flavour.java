package io.genisys.connector.testing;

/**
 * Which engine a {@link ScriptedEngine} passes itself off as.
 *
 * @param api the newest version of the API that it speaks
 * @param minApi the oldest
 * @param isPodman whether it answers as Podman does behind Docker's API
 */
public record Flavour(String version, String api, String minApi, boolean isPodman) {
    public static final Flavour DOCKER_20 = docker("20.10.24", "1.41", "1.12");
    public static final Flavour DOCKER_26 = docker("26.1.5", "1.45", "1.24");
    public static final Flavour DOCKER_28 = docker("28.5.2", "1.51", "1.24");
    public static final Flavour DOCKER_29 = docker("29.0.0", "1.52", "1.44");
    public static final Flavour PODMAN = new Flavour("5.4.2", "1.41", "1.24", true);

    public static Flavour docker(String version, String api, String minApi) {
        return new Flavour(version, api, minApi, false);
    }

    boolean isOlderThan(String wanted) {
        return minor(wanted) > minor(api);
    }

    boolean isTooNewFor(String wanted) {
        return minor(wanted) < minor(minApi);
    }

    static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }
}
