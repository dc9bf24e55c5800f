#!/usr/bin/env bash
# deploy/restore.sh <directory of a backup>: fills empty volumes with it and starts everything. COMPOSE as in backup.sh.
# It refuses volumes that hold data: remove those yourself (docker compose down --volumes), when you are sure.
set -Eeuo pipefail
cd "$(dirname "$0")/.."
compose() { ${COMPOSE:-docker compose} "$@"; }
source=${1:?deploy/restore.sh <directory of a backup>}
(cd "$source" && sha256sum --check --quiet SHA256SUMS)

compose run -T --rm --no-deps --entrypoint sh postgres -c \
  'test ! -e "$PGDATA" || { echo "There are data in $PGDATA" >&2; exit 1; }' </dev/null
compose run -T --rm --no-deps --entrypoint sh kafka -c \
  'test ! -e /var/lib/kafka/data/meta.properties || { echo "There are data of Kafka" >&2; exit 1; }' </dev/null

gunzip --stdout "$source/postgres.tar.gz" | compose run -T --rm --no-deps --entrypoint sh postgres -c \
  'mkdir -p -m 0700 "$PGDATA" && tar -C "$PGDATA" -xf - && pg_verifybackup --quiet "$PGDATA"'
gunzip --stdout "$source/kafka.tar.gz" | compose run -T --rm --no-deps --entrypoint tar kafka -C /var/lib/kafka/data -xf -

compose up -d postgres
until compose exec -T postgres pg_isready --host=127.0.0.1 --username=postgres --quiet </dev/null; do sleep 1; done
# Sent after the broker's copy, so it does not know of them. Whoever had heard of one knows it by its id.
for database in solieu_indicator solieu_calendar solieu_catalog; do
  compose exec -T postgres psql --username=postgres --dbname="$database" --no-psqlrc --set ON_ERROR_STOP=1 \
    --set since="$(cat "$source/kafka-stopped-after")" <<'SQL'
update outbox set sent_at = null where sent_at >= :'since'::timestamptz - interval '1 minute';
SQL
done
compose up -d
