#!/bin/sh
# How fast a node starts and commands answer: medians of RUNS runs (default 7), wall and CPU time.
#
#   benchmark/startup.sh [PROGRAM]      PROGRAM is the launcher; default: ../tidings beside this folder
#
# A start is counted from the call of the launcher, which takes some milliseconds before the JVM runs, to the line
# "ready"; the first HTTPS request is a client's first after that line. Needs Linux and curl.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
tidings=${1:-$here/../tidings}
runs=${RUNS:-7}
work=$(mktemp -d)
node=
finish() {
    [ -z "$node" ] || kill "$node" 2>/dev/null || :
    [ -z "$node" ] || wait "$node" 2>/dev/null || :
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

now() { date +%s%3N; }
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
# Processor time of a process that runs, in ms: user and system ticks of 10 ms.
cpu() { awk '{ print ($14 + $15) * 10 }' "/proc/$1/stat"; }

"$tidings" --version >/dev/null # makes the class archive, if it has to be made
"$tidings" init --home "$work/home" --organisation Measured --client-port 0 --peer-port 0 >/dev/null 2>&1
sed -i 's/bind: 0.0.0.0/bind: 127.0.0.1/' "$work/home/tidings.yaml"
"$tidings" collection add measured --home "$work/home" >/dev/null

start() {
    : >"$work/out"
    begun=$(now)
    "$tidings" serve --home "$work/home" >"$work/out" 2>"$work/err" &
    node=$!
    until grep -q '^ready ' "$work/out"; do
        kill -0 "$node" 2>/dev/null || { cat "$work/err" >&2; exit 1; }
        sleep 0.01
    done
    ready=$(now)
}
stop() {
    kill "$node"
    wait "$node" || :
    node=
}

i=0
while [ "$i" -lt "$runs" ]; do
    start
    echo $((ready - begun)) >>"$work/start"
    cpu "$node" >>"$work/start-cpu"
    url=$(sed -n 's/^ready \([^ ]*\).*/\1/p' "$work/out")
    curl -sk -o /dev/null -w '%{time_total}\n' "$url" | awk '{ print int($1 * 1000) }' >>"$work/first"
    i=$((i + 1))
    if [ "$i" -lt "$runs" ]; then stop; fi
done
i=0
while [ "$i" -lt "$runs" ]; do
    begun=$(now)
    "$tidings" status --home "$work/home" >/dev/null
    echo $(($(now) - begun)) >>"$work/status"
    i=$((i + 1))
done
stop

printf 'start to ready       %6s ms   processor %s ms\n' "$(median "$work/start")" "$(median "$work/start-cpu")"
printf 'first HTTPS request  %6s ms\n' "$(median "$work/first")"
printf 'tidings status       %6s ms\n' "$(median "$work/status")"
printf 'medians of %s; %s cores; load %s\n' "$runs" "$(nproc)" "$(cut -d' ' -f1 /proc/loadavg)"
