# Build: docker build -t findings --build-arg VERSION="$(git describe --tags --always)" .
# Run:   docker run --env-file findings.env -v findings-data:/data findings
FROM python:3.11-slim AS build
WORKDIR /app
# The version, such as v1.2.0: the folder that git keeps is not copied.
ARG VERSION
COPY requirements.lock pyproject.toml README.md LICENSE ./
COPY bot bot
COPY index index
RUN python -m venv /opt/findings \
    && /opt/findings/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
    && case "$VERSION" in *-*) ;; v[0-9]*) export SETUPTOOLS_SCM_PRETEND_VERSION_FOR_FINDINGS="${VERSION#v}";; esac \
    && /opt/findings/bin/pip install --no-cache-dir --no-build-isolation --no-deps .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /data findings
COPY --from=build /opt/findings /opt/findings
ENV PATH=/opt/findings/bin:$PATH \
    FINDINGS_DOCUMENTS=/data/documents \
    FINDINGS_INDEX=/data/var/findings.db \
    FINDINGS_STATE=/data/var/slack.db \
    FINDINGS_RECORDS=/data/var/records.db \
    FINDINGS_INSTALLATIONS=/data/var/installations.db \
    FINDINGS_HEALTH_PORT=9100
RUN mkdir -p /data/documents /data/var && chown -R findings:findings /data
USER findings
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
# The port is open inside the container alone. The first minute is for an index that is made anew.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "from http.client import HTTPConnection as C; \
c = C('127.0.0.1', 9100, timeout=4); c.request('GET', '/health'); raise SystemExit(c.getresponse().status != 200)"]
CMD ["findings", "serve"]
