# Built without tests (./check runs them); the result holds a JRE, the service and nothing else.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml .
COPY .mvn .mvn
COPY src src
COPY migrations migrations
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -q -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin footnote \
  && mkdir -p /data /docs && chown footnote /data
COPY --from=build /build/target/quarkus-app /opt/footnote
USER footnote
WORKDIR /data
VOLUME /data
# Elsewhere than on loopback the service refuses to start without a key: FOOTNOTE_ADMIN_KEY.
ENV FOOTNOTE_HTTP_HOST=0.0.0.0 FOOTNOTE_HTTP_PORT=8080 FOOTNOTE_DATA=/data FOOTNOTE_DOCS=/docs
EXPOSE 8080
# The image has no curl; bash can speak enough HTTP.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /q/health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
  "-XX:MaxRAMPercentage=60", "-jar", "/opt/footnote/quarkus-run.jar"]
