# shellcheck shell=bash
# What the scripts share. To be sourced, after `set -euo pipefail`.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
JAR=$ROOT/target/genisys-connector-docker.jar
# dockerd and ip are where Debian keeps them out of a user's PATH
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
# under the locale C Java can't open a path beyond ASCII
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

die() {
  say "$*"
  exit 1
}

# --- ending -----------------------------------------------------------------------------------------------------------

exit_steps=()

# on_exit COMMAND [ARGUMENT]...: to be run when the script ends, however it ends; the last one first.
on_exit() { exit_steps=("$(printf '%q ' "$@")" "${exit_steps[@]}"); }

run_exit_steps() {
  local code=$? step
  trap - EXIT
  trap '' INT TERM HUP
  for step in "${exit_steps[@]}"; do
    eval "$step" || true
  done
  exit "$code"
}
trap run_exit_steps EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

child=''

# run_in_front COMMAND [ARGUMENT]...: runs it as $child to its end and returns its exit code. The script goes on living,
# to clean up after it; INT and TERM are handed on as TERM, since bash starts background processes deaf to INT.
run_in_front() {
  local code=0
  trap '[ -z "$child" ] || kill "$child" 2>/dev/null || as_root kill "$child" || true' INT TERM HUP
  "$@" &
  child=$!
  # a signal ends wait, not the child
  while [ -e "/proc/$child" ]; do
    wait "$child" || true
  done
  wait "$child" || code=$?
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
  return "$code"
}

# until_true SECONDS COMMAND [ARGUMENT]...: tries it five times a second.
until_true() {
  local tries=$(($1 * 5))
  shift
  until "$@"; do
    ((tries-- > 0)) || return 1
    sleep 0.2
  done
}

# --- what has to be installed -----------------------------------------------------------------------------------------

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# need_root WHY
need_root() {
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || die "needs root to $1: run it as root, or install sudo"
}

# need WHAT=PACKAGE[,PACKAGE]...: a command, jdk, static-busybox or faketime. Where it is missing the first of the
# packages that this release of Debian or Ubuntu has is installed.
need() {
  local wanted missing=()
  for wanted in "$@"; do
    have "${wanted%%=*}" || missing+=("$wanted")
  done
  [ ${#missing[@]} = 0 ] || install_missing "${missing[@]}"
  for wanted in "${missing[@]}"; do
    have "${wanted%%=*}" || die "${wanted%%=*} is still missing: install it yourself and start again"
  done
}

need_jdk() { need jdk=openjdk-17-jdk-headless,openjdk-21-jdk-headless,default-jdk-headless; }

need_maven() { need mvn=maven; }

need_docker_client() { need docker=docker-cli,docker.io; }

# nginx-light, where a release has it, brings no modules
need_balancers() { need haproxy=haproxy nginx=nginx-light,nginx curl=curl jq=jq; }

need_engine() { need dockerd=docker.io iptables=iptables ip=iproute2 nsenter=util-linux; }

have() {
  case $1 in
    jdk) find_jdk ;;
    # in a folder that is named after the machine's architecture
    faketime) compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null ;;
    static-busybox) [ -x /bin/busybox ] && ! ldd /bin/busybox >/dev/null 2>&1 ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

install_missing() {
  local names="${*%%=*}" packages=() log
  command -v apt-get >/dev/null || die "needs $names, and there is no apt-get: install that yourself"
  need_root "install $names"
  log=$(mktemp)
  update_package_lists
  mapfile -t packages < <(packages_for "$@")
  say "installing ${packages[*]}"
  keep_services_down
  as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
    apt-get -q -y install --no-install-recommends --no-upgrade "${packages[@]}" >"$log" 2>&1 ||
    die "apt-get could not install ${packages[*]}: see $log"
  rm -f "$log"
  let_services_up
  disable_services "${packages[@]}"
}

lists_are_new=no

update_package_lists() {
  [ $lists_are_new = no ] || return 0
  as_root apt-get -q update >/dev/null 2>&1 || say "apt-get update failed: going on with the package lists that are here"
  lists_are_new=yes
}

packages_for() {
  local wanted choices choice
  for wanted in "$@"; do
    IFS=, read -ra choices <<<"${wanted#*=}"
    for choice in "${choices[@]}"; do
      [ -z "$(apt-cache madison "$choice" 2>/dev/null)" ] || break
    done
    echo "$choice"
    # without it, an engine on a kernel with AppArmor starts no container
    [ "$choice" != docker.io ] || echo apparmor
  done
}

POLICY=/usr/sbin/policy-rc.d

# Debian starts what it installs. Here nothing is started that was not asked for; a policy that is there already stays.
keep_services_down() {
  [ ! -e $POLICY ] || return 0
  on_exit let_services_up
  printf '#!/bin/sh\n# of the Genisys connector: nothing is started while it installs\nexit 101\n' |
    as_root tee $POLICY >/dev/null
  as_root chmod 755 $POLICY
}

let_services_up() {
  ! grep -qs 'of the Genisys connector' $POLICY || as_root rm -f $POLICY
}

# Nor is it started when the machine starts.
disable_services() {
  local package
  [ -d /run/systemd/system ] || return 0
  for package in "$@"; do
    case $package in
      docker.io) as_root systemctl disable --quiet docker.socket docker.service || true ;;
      haproxy) as_root systemctl disable --quiet haproxy.service || true ;;
      nginx-light | nginx) as_root systemctl disable --quiet nginx.service || true ;;
      docker-registry) as_root systemctl disable --quiet docker-registry.service || true ;;
      prometheus) as_root systemctl disable --quiet prometheus.service || true ;;
    esac
  done
}

# --- building ---------------------------------------------------------------------------------------------------------

# Sets JAVA_HOME to a JDK of 17 or newer: the one it names already, the one in the PATH, or any other that is installed.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v javac || true)")")")" /usr/lib/jvm/*; do
    if [ -x "$home/bin/javac" ] && [ "$(jdk_version "$home" | cut -d. -f1)" -ge 17 ]; then
      export JAVA_HOME=$home
      return
    fi
  done
  return 1
}

# jdk_version HOME: such as 17.0.15, from a file, which is faster than to ask the JVM; 0 where nothing is known.
jdk_version() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9.]*\).*"/\1/p' "$1/release" 2>/dev/null || true)
  echo "${version:-0}"
}

# Builds the jar where there is none or its sources are newer; not the tests, which would take longer than the jar.
build_jar() {
  need_jdk
  if [ -f "$JAR" ] && [ -z "$(find "$ROOT/pom.xml" "$ROOT/src/main" -newer "$JAR" -print -quit)" ]; then
    return
  fi
  need_maven
  say "building the connector; the first time this fetches its libraries"
  (cd "$ROOT" && mvn -q -B -Dstyle.color=never -Dmaven.test.skip=true package) >&2 || die "the build failed"
  touch "$JAR"
}

# Sets JVM_FLAGS, for the jar on the JDK in JAVA_HOME: small, and fast to start.
jvm_flags() {
  local archive
  archive=$ROOT/target/classes-$(jdk_version "$JAVA_HOME")-$(stat -c %Y "$JAR")
  JVM_FLAGS=(-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m -Xss512k -XX:+ExitOnOutOfMemoryError -Dio.netty.jfr.enabled=false)
  if [ ! -f "$archive.options" ]; then
    say "making the archive of loaded classes, which takes a third off each start"
    "$ROOT/docker/archive" "$archive" "$JAR" "$JAVA_HOME/bin/java" "${JVM_FLAGS[@]}" ||
      say "there is no archive: starts take longer"
  fi
  # the operator's own collector for all JVMs goes before ours
  case "${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}" in
    *-XX:+Use*GC*) JVM_FLAGS=("${JVM_FLAGS[@]/-XX:+UseSerialGC/-Xshare:auto}") ;;
  esac
  [ ! -f "$archive.options" ] || mapfile -t -O ${#JVM_FLAGS[@]} JVM_FLAGS <"$archive.options"
}

# Builds the jar and the programs among the tests, and sets TEST_CLASSPATH to what these need.
build_tests() {
  local list=$ROOT/target/test.classpath
  build_jar
  if [ -f "$list" ] && [ "$list" -nt "$ROOT/pom.xml" ] &&
    [ -z "$(find "$ROOT/pom.xml" "$ROOT/src" -newer "$list" -print -quit)" ]; then
    TEST_CLASSPATH=$(test_classpath "$list")
    return
  fi
  need_maven
  say "building the tests"
  (cd "$ROOT" && mvn -q -B -Dstyle.color=never test-compile dependency:build-classpath \
    -Dmdep.outputFile="$list" -Dmdep.includeScope=test) >&2 || die "the build failed"
  touch "$list"
  TEST_CLASSPATH=$(test_classpath "$list")
}

test_classpath() { echo "$ROOT/target/test-classes:$ROOT/target/classes:$(cat "$1")"; }

# run_test_program [OPTION]... CLASS [ARGUMENT]...: one of the tests' programs, as root, with the connector's JVM options for the
# connectors that it starts, and $GENISYS_TEST_FOLDER for its files. What it leaves behind is ended.
run_test_program() {
  local become=()
  [ "$(id -u)" = 0 ] || become=(sudo)
  jvm_flags
  cd "$ROOT" || exit
  run_in_front "${become[@]}" env "PATH=$PATH" "GENISYS_TEST_FOLDER=$GENISYS_TEST_FOLDER" \
    "$JAVA_HOME/bin/java" -cp "$TEST_CLASSPATH" "-Dgenisys.jvm=${JVM_FLAGS[*]}" "$@"
}

# Sets GENISYS_TEST_FOLDER to a new folder for engines, which end with the script.
make_test_folder() {
  need_root 'start Docker engines'
  GENISYS_TEST_FOLDER=$(mktemp -d /tmp/genisys-test.XXXXXX)
  export GENISYS_TEST_FOLDER
  on_exit clear_test_folder
}

# Ends the engines of tests, and deletes their bridges, which are called like their engine's folder; a swarm has two. So
# are network namespaces, with what lives in them.
clear_test_folder() {
  local folder bridge space
  end_engines "$GENISYS_TEST_FOLDER"
  for folder in "$GENISYS_TEST_FOLDER"/gct*; do
    for space in /run/netns/"${folder##*/}"-*; do
      [ -e "$space" ] || continue
      signal KILL "$(as_root ip netns pids "${space##*/}" | tr '\n' ' ')"
      as_root ip netns del "${space##*/}" || true
    done
    for bridge in "${folder##*/}" "${folder##*/}gw"; do
      [ ! -d "/sys/class/net/$bridge/bridge" ] || as_root ip link del "$bridge"
    done
  done
  as_root rm -rf --one-file-system "$GENISYS_TEST_FOLDER"
}

# --- engines ----------------------------------------------------------------------------------------------------------

# engine_answers SOCKET
engine_answers() {
  env -u DOCKER_TLS_VERIFY timeout 5 docker -H "unix://$1" version >/dev/null 2>&1
}

# end_engines FOLDER: ends every engine and registry that lives below a folder, with all containers.
end_engines() {
  local folder=$1
  kill_containers "$folder"
  signal TERM "$(living_in "$folder" dockerd docker-registry podman)"
  until_true 10 nothing_lives_in "$folder" || true
  # what an engine left that was killed itself
  kill_containers "$folder"
  signal KILL "$(living_in "$folder")"
  until_true 5 nothing_lives_in "$folder" || say "an engine in $folder does not end"
  unmount "$folder"
}

# living_in FOLDER [NAME]...: the ids of an engine's processes whose command line names something in the folder; of the
# names given only.
living_in() {
  local folder=$1 pid names
  shift
  names=" ${*:-dockerd containerd containerd-shim docker-registry runc podman conmon} "
  # the text comes on stdin, lest grep finds itself
  # shellcheck disable=SC2062 # so what looks like an unquoted pattern is files
  { grep -lF -f - /proc/[0-9]*/cmdline 2>/dev/null <<<"$folder/" || true; } | cut -d/ -f3 | while read -r pid; do
    [[ $names != *" $(cat "/proc/$pid/comm" 2>/dev/null || true) "* ]] || echo "$pid"
  done
}

nothing_lives_in() { [ -z "$(living_in "$1")" ]; }

# A container's first process is a child of its shim; Podman's is called conmon.
kill_containers() {
  local shim
  for shim in $(living_in "$1" containerd-shim conmon); do
    signal KILL "$(ps -o pid= --ppid "$shim" || true)"
  done
}

# signal NAME PIDS: those that are gone are none of its business.
signal() {
  # shellcheck disable=SC2086 # the ids are several words
  [ -z "$2" ] || as_root kill -s "$1" $2 2>/dev/null || true
}

# unmount FOLDER: everything that is mounted in it, the innermost first.
unmount() {
  local mount
  awk -v folder="$1/" 'index($2, folder) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mount; do
    as_root umount -l "$mount" || true
  done
}

# --- tests by Maven ---------------------------------------------------------------------------------------------------

# Installs what the tests need, and gives their engines a folder. They stop what they start: what is ended at the end is
# what they could not, such as when they are interrupted.
prepare_tests() {
  need_jdk
  need_maven
  need_docker_client
  need_engine
  need_balancers
  need static-busybox=busybox-static ps=procps openssl=openssl \
    docker-registry=docker-registry htpasswd=apache2-utils faketime=libfaketime prometheus=prometheus promtool=prometheus \
    chromium=chromium chromedriver=chromium-driver
  need_root 'start Docker engines'
  make_test_folder
  on_exit end_maven
  cd "$ROOT" || die "cannot go to $ROOT"
}

# The tests stop what they start. This is for what they could not, such as when they are interrupted.
end_maven() {
  signal TERM "$(of_maven)"
  until_true 10 maven_is_gone || signal KILL "$(of_maven)"
}

# Maven, the JVMs of the tests, and what they started.
of_maven() { [ -z "$child" ] || ps -o pid= -s "$child" || true; }

maven_is_gone() { [ -z "$(of_maven)" ]; }

# run_maven [ARGUMENT]...: engines need root. What Maven makes belongs to the user all the same.
run_maven() {
  local ours
  if [ "$(id -u)" = 0 ]; then
    run_in_front setsid mvn -B "$@"
  else
    on_exit as_root chown -R "$(id -u):$(id -g)" "$ROOT/target" "$HOME/.m2"
    mapfile -t ours < <(env | grep ^GENISYS_TEST_)
    run_in_front sudo env "HOME=$HOME" "PATH=$PATH" "JAVA_HOME=$JAVA_HOME" "${ours[@]}" \
      mvn -B "-Duser.home=$HOME" "$@"
  fi
}
