# shellcheck shell=bash
# What run, check and the scripts share. Sourcing it only defines names.

checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

# File names are read as UTF-8, whatever the caller's locale: Java can't open "Übersicht.pdf" in the C locale.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
  *.UTF-8 | *.utf8) ;;
  *) if [ "$(uname)" != Darwin ]; then export LC_ALL=C.UTF-8; fi ;;
esac

say() { printf '%s\n' "$*" >&2; }

# fail MESSAGE [WHAT TO DO...]: one line that says what is wrong, then lines that help.
fail() {
  printf 'footnote: %s\n' "$1" >&2
  shift
  if [ $# -gt 0 ]; then printf '  %s\n' "$@" >&2; fi
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" = 0 ]; }

# Packages are installed only by root, only with apt-get, and not against the user's wish.
may_install() { is_root && have apt-get && [ "${FOOTNOTE_INSTALL:-auto}" != never ]; }

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q -y \
    --no-install-recommends install "$@" </dev/null >&2
}

# with_install_lock COMMAND...: one installation at a time on this machine.
with_install_lock() (
  mkdir -p /var/lib/footnote
  exec 8>/var/lib/footnote/install.lock
  lock 8
  "$@"
)

# lock FD: waits for an exclusive lock on an open file. macOS has no flock command, but has perl.
lock() {
  if have flock; then
    flock "$1"
  else
    perl -MFcntl=:flock -e 'open(my $f, ">&=", shift) && flock($f, LOCK_EX) or die "lock: $!\n"' "$1"
  fi
}

# try_lock FD: the same, but fails at once when somebody else holds it.
try_lock() {
  if have flock; then
    flock -n "$1"
  else
    perl -MFcntl=:flock -e 'open(my $f, ">&=", shift) && flock($f, LOCK_EX | LOCK_NB) or exit 1' "$1"
  fi
}

# port_taken HOST PORT: something listens there.
port_taken() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# http_status HOST PORT PATH: prints the status code of a GET; no curl needed.
http_status() {
  (exec 3<>"/dev/tcp/$1/$2" && printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$3" >&3 &&
    read -r -t 10 _ status _ <&3 && printf '%s' "$status") 2>/dev/null
}

# command_line PID: of a living process; nothing for one that ended, reaped or not.
command_line() {
  if [ -d /proc/self ]; then
    { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null || true
  else
    ps -p "$1" -o args= || true
  fi
}

# stop_process PID: asks, waits up to 30 seconds, then insists.
stop_process() {
  local tries=0
  kill "$1" 2>/dev/null || return 0
  while [ -n "$(command_line "$1")" ]; do
    tries=$((tries + 1))
    if [ $tries -gt 150 ]; then kill -9 "$1" 2>/dev/null || true; fi
    sleep 0.2
  done
}

# data_folder: sets `data` to the absolute data folder and creates it.
data_folder() {
  data=${FOOTNOTE_DATA:-$checkout/.footnote}
  if ! mkdir -p "$data" 2>/dev/null || [ ! -w "$data" ]; then
    fail "Cannot write to the data folder $data." \
      "Make it writable for $(id -un), or choose another one: FOOTNOTE_DATA=/some/folder"
  fi
  data=$(cd "$data" && pwd -P)
}
