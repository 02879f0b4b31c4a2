# What up and down share: names, ports, and telling our processes from anybody else's.
# bash 3.2 (macOS) is enough, and so is a machine without curl, jq or nc.

set -u

local_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root_dir=$(cd "$local_dir/../.." && pwd -P)
services='health-service usage-service image-proxy-service ai-reply-service'
stop_seconds=25

# A path as given by the user, made absolute against the folder the user stands in.
absolute() {
  case $1 in
  /*) printf '%s' "$1" ;;
  *) printf '%s/%s' "$PWD" "$1" ;;
  esac
}

say() { printf '%s\n' "$*"; }

complain() { printf '%s\n' "$*" >&2; }

fail() {
  complain "$*"
  exit 1
}

# Reads NAME=value lines, quoted or not; what the environment already says wins. Nothing in the file is run.
read_env_file() {
  local line key value
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    line=${line#export }
    key=${line%%=*} value=${line#*=}
    case $key in '' | "$line" | [0-9]* | *[!A-Za-z0-9_]*) continue ;; esac
    case $value in
    \"*\") value=${value#\"} value=${value%\"} ;;
    \'*\') value=${value#\'} value=${value%\'} ;;
    esac
    [ -n "${!key+set}" ] || export "$key=$value"
  done <"$1"
}

env_file=$(absolute "${BREAKWATER_ENV_FILE:-$root_dir/.env}")
[ ! -f "$env_file" ] || read_env_file "$env_file"
run_dir=$(absolute "${BREAKWATER_RUN_DIR:-$local_dir/.run}")

# When process $1 started, in whatever form the system tells it: with the pid this names one process and no other, also
# after the system gave the pid to somebody else. Fails for a process that is gone, a zombie included.
started_at() {
  local facts
  if [ -r /proc/self/stat ]; then
    facts=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # The second field is a name in brackets that may hold blanks; state and start time are the 3rd and the 22nd.
    # shellcheck disable=SC2086 # split on purpose
    set -- ${facts##*) }
    [ $# -ge 20 ] && [ "$1" != Z ] && [ "$1" != X ] && printf '%s' "${20}"
  else
    facts=$(ps -o state= -o lstart= -p "$1" 2>/dev/null) || return 1
    # shellcheck disable=SC2086 # split on purpose
    set -- $facts
    [ $# -gt 1 ] && case $1 in Z*) return 1 ;; esac && shift && printf '%s' "$*"
  fi
}

command_of() {
  if [ -r "/proc/$1/cmdline" ]; then
    tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null
  else
    ps -ww -o command= -p "$1" 2>/dev/null
  fi
}

# Writes down process $2 as $1. One line: pid and start time.
remember() { printf '%s %s\n' "$2" "$(started_at "$2")" >"$run_dir/$1.pid"; }

# The pid of $1, where that very process still lives.
pid_of() {
  local pid='' start=''
  [ -f "$run_dir/$1.pid" ] && read -r pid start <"$run_dir/$1.pid"
  [ -n "$start" ] && [ "$(started_at "$pid")" = "$start" ] && printf '%s' "$pid"
}

alive() { pid_of "$1" >/dev/null; }

# As alive, and its command line is that of the service: what may be stopped by a script that did not start it.
is_service() {
  local pid
  pid=$(pid_of "$1") || return 1
  case $(command_of "$pid") in
  *"/$1/target/"*) return 0 ;;
  *) return 1 ;;
  esac
}

running_services() {
  local name
  for name in $services; do
    if is_service "$name"; then printf '%s ' "$name"; fi
  done
}

# SIGTERM to each of the named services, then up to $stop_seconds until they are gone, then SIGKILL to what is left.
stop_services() {
  local name pid left waited=0
  for name in "$@"; do
    if pid=$(pid_of "$name"); then kill -TERM "$pid" 2>/dev/null; fi
  done
  while :; do
    left=''
    for name in "$@"; do
      if alive "$name"; then left="$left$name "; else rm -f "$run_dir/$name.pid"; fi
    done
    [ -n "$left" ] || return 0
    [ "$waited" -lt $((stop_seconds * 5)) ] || break
    sleep 0.2
    waited=$((waited + 1))
  done
  for name in $left; do
    if pid=$(pid_of "$name"); then
      complain "$name did not stop within $stop_seconds s and is killed."
      kill -KILL "$pid" 2>/dev/null
    fi
    rm -f "$run_dir/$name.pid"
  done
}
