# shellcheck shell=bash disable=SC2154
# Where ./run gets its database from: a configured URL, Docker, or the machine's own PostgreSQL.
# Sourced by ./run after lib.sh; `data` is the data folder. Sets the three FOOTNOTE_ variables.

provide_database() {
  local kind
  if [ -n "${FOOTNOTE_JDBC_URL:-}" ]; then
    check_configured_database
    return
  fi
  # A data folder keeps the kind of database it began with: its data are there.
  kind=${FOOTNOTE_DATABASE:-$(cat "$data/database" 2>/dev/null || true)}
  if [ -z "$kind" ]; then
    if docker_works; then kind=docker; else kind=local; fi
  fi
  case $kind in
    docker) start_container ;;
    local) start_private_cluster ;;
    *) fail "FOOTNOTE_DATABASE must be docker or local, not $kind." ;;
  esac
  printf '%s\n' "$kind" >"$data/database"
}

start_private_cluster() {
  local variables
  # The mark outlives a kill -9: the next run knows that this cluster is its own to stop.
  if ! "$checkout/scripts/postgres" status 2>/dev/null; then echo local >"$data/started-database"; fi
  variables=$("$checkout/scripts/postgres" env)
  eval "$variables"
}

# Each data folder has its own compose project, so its own volume, password and port.
start_container() {
  docker_works || fail "The database of $data is a Docker container, but Docker does not answer." \
    "Start Docker, or begin anew with the machine's own PostgreSQL: FOOTNOTE_DATABASE=local ./run"
  if [ ! -s "$data/docker.env" ]; then
    (umask 077 && printf 'FOOTNOTE_DB_PASSWORD=%s\nFOOTNOTE_DB_PORT=%s\n' \
      "$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')" $((20000 + RANDOM % 12000)) \
      >"$data/docker.env")
  fi
  echo docker >"$data/started-database"
  compose up -d --wait postgres >"$data/docker.log" 2>&1 ||
    fail "Docker could not start the database: $(tail -n 1 "$data/docker.log")" \
      "The whole output is in $data/docker.log; FOOTNOTE_DATABASE=local ./run does without Docker"
  # shellcheck source=/dev/null
  . "$data/docker.env"
  export FOOTNOTE_DB_USER=footnote FOOTNOTE_DB_PASSWORD
  export FOOTNOTE_JDBC_URL=jdbc:postgresql://127.0.0.1:$FOOTNOTE_DB_PORT/footnote
}

# The compose file as a whole demands an admin key; the database alone has no use for it.
compose() {
  FOOTNOTE_ADMIN_KEY=${FOOTNOTE_ADMIN_KEY:-unused} docker compose --env-file "$data/docker.env" \
    -p "footnote-$(printf '%s' "$data" | cksum | cut -d ' ' -f 1)" \
    -f "$checkout/docker-compose.yml" "$@"
}

docker_works() {
  have docker && docker compose version >/dev/null 2>&1 || return 1
  if have timeout; then timeout 5 docker info; else docker info; fi >/dev/null 2>&1
}

stop_database() {
  [ -f "$data/started-database" ] || return 0
  if [ "$(cat "$data/started-database")" = docker ]; then
    compose stop postgres >/dev/null 2>&1 || true
  else
    "$checkout/scripts/postgres" stop || true
  fi
  rm -f "$data/started-database"
}

# Without psql the service itself says what is wrong.
check_configured_database() {
  local answer url=${FOOTNOTE_JDBC_URL#jdbc:}
  case $FOOTNOTE_JDBC_URL in
    jdbc:postgresql://*) ;;
    *) fail "FOOTNOTE_JDBC_URL must look like jdbc:postgresql://host:5432/database, not $FOOTNOTE_JDBC_URL" ;;
  esac
  have psql || return 0
  if ! answer=$(PGUSER=${FOOTNOTE_DB_USER:-} PGPASSWORD=${FOOTNOTE_DB_PASSWORD:-} PGCONNECT_TIMEOUT=10 \
    psql -X -w -qAt -d "${url%%\?*}" \
    -c "select default_version from pg_available_extensions where name = 'vector'" 2>&1); then
    fail "The database ${url%%\?*} cannot be used as ${FOOTNOTE_DB_USER:-(no user)}: ${answer//$'\n'/ }" \
      "Check FOOTNOTE_JDBC_URL, FOOTNOTE_DB_USER and FOOTNOTE_DB_PASSWORD, and that the server runs."
  fi
  [ -n "$answer" ] || fail "The database server at ${url%%\?*} lacks the extension pgvector." \
    "Install it there (0.8 or later), then, as its superuser: create extension vector"
}
