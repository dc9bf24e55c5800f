#!/usr/bin/env bash
# deploy/backup.sh <new directory>: copies the installation while it runs. COMPOSE names the command, if not docker compose.
#
# The broker's copy is the older of the two: what was sent after it stands in the outboxes, and the restore sends it again.
# The other way round the broker would know of things that the databases never did. It is stopped for its copy, because its
# files belong together; nothing waits for it: writes and releases go on (docs/adr/0001, docs/architecture.md).
set -Eeuo pipefail
cd "$(dirname "$0")/.."
compose() { ${COMPOSE:-docker compose} "$@"; }
target=${1:?deploy/backup.sh <new directory>}
umask 077
mkdir -p "$(dirname "$target")"
mkdir "$target"

trap 'compose start kafka' EXIT
date -u +%Y-%m-%dT%H:%M:%SZ >"$target/kafka-stopped-after"
compose stop kafka
compose run -T --rm --no-deps --entrypoint tar kafka -C /var/lib/kafka/data -cf - . | gzip >"$target/kafka.tar.gz"
compose start kafka
trap - EXIT

# All databases at one instant, Keycloak's with them, and the write-ahead log that they need to be whole.
compose exec -T postgres pg_basebackup --username=postgres --pgdata=- --format=tar --wal-method=fetch --checkpoint=fast \
  | gzip >"$target/postgres.tar.gz"

# A pipe that broke would have left a short file that looks like a backup.
gzip --test "$target/kafka.tar.gz" "$target/postgres.tar.gz"
(cd "$target" && sha256sum kafka-stopped-after kafka.tar.gz postgres.tar.gz >SHA256SUMS)
ls -l "$target"
