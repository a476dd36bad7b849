# Services that are there from the start, one assignment each. The file is data: it is read, never executed.
# A definition starts nothing: containers are started when the service is scaled.

myService = {
    # Required: 1 to 63 of letters, digits, '_', '.', '-', first a letter or a digit.
    "name": "myService",
    # Required, with its tag or digest.
    "image": "docker_image:tag",
    # In place of the image's own command: a string, split as a shell splits words, or a list of strings.
    "command": "command",
    # Environment variables: strings, numbers, True or False.
    "environment": {
        "ENV_VARIABLE_A": "value",
        "ENV_VARIABLE_B": "value",
    },
    # Ports of the container, each published on a free port of the Docker host: '8080', 8080 or '53/udp'.
    "ports": ['8080'],
    # The signal that asks a container to stop, and how long it has to do so before it is killed.
    # "stop_signal": "SIGTERM",
    # "stop_grace_period": "10s",
    # How long a container that is to be stopped is out of the load balancer before that signal.
    # "drain_delay": "10s",
}
