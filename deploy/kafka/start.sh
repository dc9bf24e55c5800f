#!/usr/bin/env bash
# The start of the image, and beside it the users and their access: the image itself brings none.
set -Eeuo pipefail
bash "$(dirname "$0")/access.sh" /tmp/access-is-set &
exec /etc/kafka/docker/run
