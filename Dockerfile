# Built by scripts/image, which makes the jar first. Any base that has a JRE of 17 or newer, sh, coreutils, sed and
# setpriv will do.
ARG BASE_IMAGE=eclipse-temurin:25-jre
FROM ${BASE_IMAGE}

WORKDIR /app
RUN echo 'genisys:x:10001:10001::/app:/usr/sbin/nologin' >> /etc/passwd \
    && echo 'genisys:x:10001:' >> /etc/group \
    && install -d -m 700 -o 10001 -g 10001 data
COPY docker/entrypoint docker/archive docker/genisys-connector.yml ./
# to see whether another one was mapped over it
COPY docker/genisys-connector.yml ./shipped.yml
COPY target/genisys-connector-docker.jar ./

ENV JAVA_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -Xss512k -XX:+ExitOnOutOfMemoryError -Dio.netty.jfr.enabled=false"
RUN ./archive /app/classes /app/genisys-connector-docker.jar java $JAVA_OPTS
EXPOSE 7051
ENTRYPOINT ["/app/entrypoint"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["/app/entrypoint", "health"]

ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Genisys connector for Docker" \
      org.opencontainers.image.description="Keeps the wanted number of containers of each service running, and tells any autoscaler how many run" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
