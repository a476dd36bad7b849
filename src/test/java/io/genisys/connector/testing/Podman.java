package io.genisys.connector.testing;

/** What Podman says in other words than Docker, behind the same API. */
final class Podman {
    private Podman() {}

    /** Podman's answer is 500 where Docker's is 409, and to a command that can't be run. */
    static void refuse(Refused no, Exchange exchange) {
        if (no.status() == 409) {
            exchange.refuse(500, words(no.getMessage()));
        } else if (no.getMessage().contains("OCI runtime")) {
            exchange.refuse(500, "crun: OCI runtime attempted to invoke a command that was not found");
        } else {
            exchange.refuse(no.status(), no.getMessage());
        }
    }

    private static String words(String docker) {
        if (docker.startsWith("You cannot remove")) {
            return "cannot remove container as it is running - running or paused containers cannot be removed without"
                    + " force: container state improper";
        }
        return docker.endsWith("is not running")
                ? "can only kill running containers: container state improper"
                : docker
                        + " You have to remove that container to be able to reuse that name: that name is already in use";
    }

    /** An image without a registry is a local one. */
    static String image(String name) {
        boolean isIdOrHasRegistry = name.startsWith("sha256:") || name.matches("[^/]*[.:][^/]*/.*|localhost/.*");
        return isIdOrHasRegistry ? name : "localhost/" + name;
    }

    /** Podman has no event for a signal, and another word for the end. */
    static boolean tells(String action) {
        return !action.equals("kill");
    }

    static String action(String action) {
        return action.equals("destroy") ? "remove" : action;
    }
}
