# HAProxy, which ops/balance keeps as the connector says. It holds the autoscaler too.
FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends haproxy curl jq && rm -rf /var/lib/apt/lists/*
COPY ops/balance ops/haproxy.cfg.template examples/stack/autoscaler examples/stack/balancer examples/stack/balancer-reload /stack/
ENTRYPOINT ["/stack/balancer"]
