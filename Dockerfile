# The image holds the program and nothing else: no shell, no package manager,
# nothing to update but itself. It runs with a read-only root; all it writes is
# under /data.
FROM golang:1.26.8-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev
# Time zones go into the program, since the final image has no files for them.
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -tags timetzdata \
        -ldflags "-s -w -X main.version=${VERSION}" -o /out/michinori ./cmd/michinori \
    && mkdir /out/data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /out/michinori /michinori
# A new volume takes its owner from this folder.
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
WORKDIR /data
# Large sorts and exports need a place for passing files, and /tmp is not there.
ENV MICHINORI_DATABASE=sqlite:/data/michinori.db \
    MICHINORI_LISTEN=0.0.0.0:8080 \
    TMPDIR=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 CMD ["/michinori", "healthcheck"]
ENTRYPOINT ["/michinori"]
CMD ["serve"]
