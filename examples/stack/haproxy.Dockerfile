# HAProxy, and what ops/balance and the autoscaler need. Both are mapped, by compose.yml.
FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends haproxy curl jq && rm -rf /var/lib/apt/lists/*
