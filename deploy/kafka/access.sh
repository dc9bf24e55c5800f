#!/usr/bin/env bash
# Sets the users of the broker, and what they may do, as access.txt says. At every start: what is there already stays as it
# is, and a new password counts. It speaks on the listener that only this container reaches.
set -Eeuo pipefail
here=$(dirname "$0")
export KAFKA_HEAP_OPTS=-Xmx64m
# Of the server, not of the tools.
unset KAFKA_OPTS KAFKA_JMX_OPTS JMX_PORT
bin=${KAFKA_BIN:-/opt/kafka/bin}
broker=(--bootstrap-server "${KAFKA_LOCAL:-localhost:9094}")
done_file=${1:?access.sh <file that tells that it is done>}

until "$bin/kafka-broker-api-versions.sh" "${broker[@]}" >/dev/null 2>&1; do sleep 1; done

allow() { "$bin/kafka-acls.sh" "${broker[@]}" --add "$@" >/dev/null; }

services=()
while read -r service own password reads; do
  [[ -z $service || $service == \#* ]] && continue
  services+=(--allow-principal "User:$service")
  "$bin/kafka-configs.sh" "${broker[@]}" --alter --entity-type users --entity-name "$service" \
    --add-config "SCRAM-SHA-512=[password=${!password:?}]" >/dev/null
  # Its topics, what it sends in transactions, its groups, and the one that reads its dead letters.
  allow --allow-principal "User:$service" --resource-pattern-type prefixed --producer --consumer \
    --topic "$own" --transactional-id "$own" --group "$service" --group "$own"
  topics=()
  for topic in ${reads//,/ }; do topics+=(--topic "$topic"); done
  allow --allow-principal "User:$service" --operation Read --operation Describe "${topics[@]}"
done <"$here/access.txt"
allow "${services[@]}" --producer --topic solieu.public.v1

touch "$done_file"
echo "The users of the broker and their access are set"
