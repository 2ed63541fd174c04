# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by the scripts beside it: steps that show themselves, the cache, and the Debian mirror.

image=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
checkout=$(dirname "$image")
cache=${UPBEAT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/upbeat}
export UPBEAT_STEPS_BEGAN=${UPBEAT_STEPS_BEGAN:-$(date +%s)}
mkdir -p "$cache/logs"

# Debian 13: the board's compiler (Swift 6.0.3) and the board's system are both of it.
suite=trixie

say() {
  printf '[%5d s] %s\n' "$(($(date +%s) - UPBEAT_STEPS_BEGAN))" "$*"
}

fail() {
  printf '%s\n' "$@" >&2
  exit 1
}

# step NAME COMMAND…: runs it with its words in a log, shows that it lives, and where it failed.
step() {
  local name=$1 log began=$SECONDS shown=$SECONDS status=0 process
  shift
  log=$cache/logs/${name//[^[:alnum:]]/-}.log
  say "$name"
  ("$@") >"$log" 2>&1 &
  process=$!
  while kill -0 "$process" 2>/dev/null; do
    sleep 0.5
    if ((SECONDS - shown >= 30)); then
      shown=$SECONDS
      say "  … $(tail -c 3000 "$log" | tr "\r" "\n" | grep -v "^warning" | tail -n 1 | cut -c 1-90)"
    fi
  done
  wait "$process" || status=$?
  if ((status)); then
    tail -n 20 "$log" >&2
    fail "Failed: $name (status $status). The whole log: $log"
  fi
  say "  done in $((SECONDS - began)) s"
}

# made NAME COMMAND…: a folder or file of the cache, made beside and renamed when it is whole: a
# build that was killed leaves nothing that is taken for it. COMMAND gets the path to fill.
made() {
  local place=$cache/$1 partial=$cache/$1.partial
  shift
  if [[ -e $place ]]; then
    touch "$place"
    return
  fi
  rm -rf --one-file-system "$partial"
  "$@" "$partial"
  mv "$partial" "$place"
}

# What nobody has used for a month is old.
forget_old() {
  find "$cache" -mindepth 1 -maxdepth 1 -name '*-*' -mtime +30 -exec rm -rf --one-file-system {} +
}

# digest FILE…: twelve digits that stand for what is in them, and for how a root is made.
digest() {
  { cat "$@" && declare -f bootstrap; } | sha256sum | cut -c 1-12
}

# Everything below the cache is for one build at a time; what a build starts has its lock.
lock_cache() {
  [[ -z ${UPBEAT_LOCKED:-} ]] || return 0
  export UPBEAT_LOCKED=yes
  exec {lock}>"$cache/lock"
  if ! flock --nonblock "$lock"; then
    say "Waiting for another build"
    flock "$lock"
  fi
}

# mirror COMPONENT…: a line of sources.list for $suite, from where this machine has its own Debian.
mirror() {
  local address
  address=${UPBEAT_MIRROR:-$(
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
      awk -v codename="$codename" '$2 == codename && $3 == "main" { print $1; exit }'
  )}
  [[ -n $address ]] || fail "apt of this machine names no Debian mirror." \
    "Please name one: UPBEAT_MIRROR=http://…/debian/"
  echo "deb $address $suite $*"
}

# What apt of this machine was told of fetching holds for the roots too.
apt_options() {
  apt-config dump --format '%f "%v";%n' \
    Acquire::Check-Valid-Until Acquire::Check-Date Acquire::http::Proxy Acquire::https::Proxy |
    sed -n 's/.* ".\+";$/--aptopt=&/p'
}

# bootstrap ROOT ARCHITECTURE COMPONENTS [OPTION…]: a Debian root of this machine's mirror.
bootstrap() {
  local root=$1 architecture=$2 components=$3 source options
  shift 3
  source=$(mirror $components)
  mapfile -t options < <(apt_options)
  mmdebstrap --mode=root --architectures="$architecture" "${options[@]}" \
    --aptopt='APT::Install-Recommends "false"' --dpkgopt=force-unsafe-io "$@" \
    "$suite" "$root" "$source"
}
