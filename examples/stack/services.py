# The services of the stack. They are there from the start; `scale` starts their containers.
web = {
    "name": "web",
    "image": "nginx:1.29",
    "ports": ["80"],
    "stop_grace_period": "5s",
    # out of HAProxy first, then the signal
    "drain_delay": "2s",
    "update_config": {"parallelism": 1, "monitor": "5s"},
}

worker = {
    "name": "worker",
    "image": "busybox:1.37",
    "command": ["sh", "-c", "while true; do echo working; sleep 5; done"],
    "stop_grace_period": "1s",
}
