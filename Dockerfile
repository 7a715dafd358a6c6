# Build: docker build -t findings .
# Run:   docker run --env-file findings.env -v findings-data:/data findings
FROM python:3.11-slim AS build
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
COPY bot bot
COPY index index
RUN python -m venv /opt/findings \
    && /opt/findings/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
    && /opt/findings/bin/pip install --no-cache-dir --no-deps .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /data findings
COPY --from=build /opt/findings /opt/findings
ENV PATH=/opt/findings/bin:$PATH \
    FINDINGS_DOCUMENTS=/data/documents \
    FINDINGS_INDEX=/data/var/findings.db \
    FINDINGS_STATE=/data/var/slack.db \
    FINDINGS_RECORDS=/data/var/records.db
RUN mkdir -p /data/documents /data/var && chown -R findings:findings /data
USER findings
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
CMD ["findings", "serve"]
