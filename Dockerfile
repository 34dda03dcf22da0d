# docker build -t einscope . && docker run --rm --read-only -p 8000:8000 einscope
#
# `./dev image` builds it with docker or buildah, labels it, and writes what is in it (CycloneDX) beside it. BASE names
# another base, best of all by digest: python@sha256:…, as `docker buildx imagetools inspect python:3.13-slim` prints it.

ARG BASE=docker.io/library/python:3.13-slim
FROM ${BASE} AS base

# The virtual environment is made without pip, so the image that serves has none.
# Wheels only: the slim image has no compiler, and no package may run code while it is installed.
FROM base AS builder
COPY .tools/runtime.txt /tmp/runtime.txt
RUN python -m venv --without-pip /opt/venv \
 && pip --python /opt/venv/bin/python install --no-cache-dir --disable-pip-version-check \
        --require-hashes --only-binary=:all: -r /tmp/runtime.txt

FROM base
ARG BASE
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Einscope" \
      org.opencontainers.image.description="Where does every cell go? See a tensor rearrangement cell by cell." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${BASE}"
COPY --from=builder /opt/venv /opt/venv
WORKDIR /srv/einscope
COPY app app
COPY templates templates
COPY static static
COPY LICENSE LICENSE

# Nothing is written at run time: the root file system may be read-only. What Python would keep of the modules that it has
# read is made here, once, and not at every start; by their contents, for files in an image may have any date.
RUN python -m compileall -q --invalidation-mode unchecked-hash app

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PYTHONPATH=/srv/einscope/app \
    HOST=0.0.0.0 \
    PORT=8000
USER 10001:10001
EXPOSE 8000

# urllib without proxies: those of the container's environment are for other hosts.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["python", "-c", "\
import os, urllib.request as u; \
u.build_opener(u.ProxyHandler({})).open(f'http://localhost:{os.environ[\"PORT\"]}/healthz', timeout=4)"]

STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "einscope"]
