#!/usr/bin/env bash
# First start of the container `postgres`: the service's role and database, as scripts/postgres makes
# them. The role is no superuser, as row-level security would not bind one.
psql -v ON_ERROR_STOP=1 -v password="$FOOTNOTE_DB_PASSWORD" -U "${POSTGRES_USER:-postgres}" -d template1 <<'SQL'
create extension if not exists vector;
create role footnote login createdb password :'password';
\connect postgres
create database footnote owner footnote;
SQL
