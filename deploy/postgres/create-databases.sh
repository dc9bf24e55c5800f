#!/usr/bin/env bash
# The image runs this once, at its first start on an empty volume. Each service gets a database of its own and a user that
# owns it and nothing else; beside it the role under which the public reads (docs/adr/0002), which the user may take for a
# transaction and inherits nothing from. Made here, so that no service may create roles.
set -Eeuo pipefail

sql() { psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname postgres "$@"; }

# $1: name of the user and its database. $2: environment variable with its password: as an argument it would be seen.
create_database() {
  sql -v name="$1" -v variable="$2" <<'SQL'
\getenv password :variable
create role :"name" login password :'password' nosuperuser nocreatedb nocreaterole;
create database :"name" owner :"name";
revoke all on database :"name" from public;
SQL
}

create_gate() {
  sql -v name="$1" -v gate="$1_public" <<'SQL'
create role :"gate" nologin;
grant :"gate" to :"name" with set true, inherit false, admin false;
SQL
}

create_database solieu_indicator INDICATOR_DB_PASSWORD
create_database solieu_calendar CALENDAR_DB_PASSWORD
create_database solieu_catalog CATALOG_DB_PASSWORD
create_database keycloak KEYCLOAK_DB_PASSWORD
create_gate solieu_indicator
create_gate solieu_calendar
create_gate solieu_catalog
sql -c 'revoke connect on database postgres from public'
