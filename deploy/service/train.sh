#!/usr/bin/env bash
# train.sh <service>: starts it once while its image is built and leaves the JVM's start cache (JEP 514) in
# /opt/solieu/start.aot. There is no broker: no start waits for one.
set -Eeuo pipefail
service=$1
database=solieu_${service%-service}

if [[ $service != gateway ]]; then
  cp /training/postgres/create-databases.sh /docker-entrypoint-initdb.d/
  for owner in POSTGRES INDICATOR_DB CALENDAR_DB CATALOG_DB KEYCLOAK_DB; do
    export "${owner}_PASSWORD=training"
  done
  docker-entrypoint.sh postgres >/tmp/postgres.log 2>&1 &
  until pg_isready --host=127.0.0.1 --username=postgres --quiet; do
    kill -0 $! || { cat /tmp/postgres.log; exit 1; }
    sleep 0.2
  done
fi

export QUARKUS_HTTP_PORT=8080 QUARKUS_MANAGEMENT_PORT=9080
export QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:5432/$database
export QUARKUS_DATASOURCE_USERNAME=$database QUARKUS_DATASOURCE_PASSWORD=training
export KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9092
export MP_JWT_VERIFY_ISSUER=https://training.invalid MP_JWT_VERIFY_PUBLICKEY_LOCATION=https://training.invalid/keys
export SOLIEU_ICS_ADDRESS=https://training.invalid SOLIEU_ICS_DOMAIN=training.invalid SOLIEU_SUBMISSION_DIRECTORY=/tmp
export SOLIEU_SERVICE_KEY=training-training-training-training

cd /opt/solieu
# A small heap by name: with more than 32 GB, as a percentage could give, a cache is made that no service could use.
/opt/java/openjdk/bin/java @jvm.options -Xmx256m -XX:+UseSerialGC -XX:AOTCacheOutput=start.aot -jar quarkus-run.jar \
  >/tmp/service.log 2>&1 &
jvm=$!
until bash /training/healthcheck.sh 8080 /q/health/ready 2>/dev/null; do
  kill -0 $jvm || { cat /tmp/service.log; exit 1; }
  sleep 0.5
done
kill -TERM $jvm
wait $jvm || [[ $? == 143 ]]
test -s start.aot || { cat /tmp/service.log; exit 1; }
