#!/bin/sh
# How fast stix-model is on one core; docs/benchmarks.md says what, and what was found. Some minutes each:
#
#   benchmark/stix.sh                     JMH: reading, validation, patterns; what was wanted and what was found
#   benchmark/stix.sh validate            "tidings validate" of a bundle of 100 MB with -Xmx256m (MEGABYTES, HEAP)
#   benchmark/stix.sh python [FILE...]    beside stix2, stix2-validator, stix2-patterns and stix2-matcher, in ratios
#
# The comparison is over ATT&CK bundles: FILEs, else those in ../shared/data/attack; without any it is of patterns only.
# It makes a virtual environment below benchmark/target with Python 3.11 or newer.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
cd "$here/.."
. benchmark/build.sh
one_core=
if command -v taskset >/dev/null 2>&1; then one_core='taskset -c 0'; fi
attack=../shared/data/attack
what=${1:-jmh}
[ "$#" -eq 0 ] || shift

case $what in
    jmh)
        [ "$#" -gt 0 ] || set -- "$attack"/*.json.gz
        [ -e "$1" ] || shift
        exec $one_core java -Xmx512m -cp "$CLASSES" io.tidings.benchmark.stix.StixBenchmark "$@"
        ;;
    validate)
        ./tidings --version >/dev/null
        bundle=benchmark/target/bundle-${MEGABYTES:=100}.json
        java -cp "$CLASSES" io.tidings.benchmark.stix.WriteBundle "$bundle" $((MEGABYTES * 1000000 / 600)) 600
        ls -l "$bundle"
        export TIDINGS_JAVA_OPTS="-Xmx${HEAP:-256m}"
        time $one_core ./tidings validate "$bundle"
        rm "$bundle"
        ;;
    python)
        [ "$#" -gt 0 ] || set -- "$attack"/*.json.gz
        [ -e "$1" ] || shift
        python=benchmark/target/python
        if ! cmp -s benchmark/src/main/python/requirements.txt "$python/installed.txt"; then
            python3 -m venv --clear "$python"
            "$python/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes \
                --only-binary=:all: --no-binary=cpe -r benchmark/src/main/python/requirements.txt
            cp benchmark/src/main/python/requirements.txt "$python/installed.txt"
        fi
        echo "each side warms up for 5 s of processor time a task, then works 5 s more, whole passes; this takes minutes" >&2
        $one_core java -Xmx512m -XX:+UseSerialGC -cp "$CLASSES" \
            io.tidings.benchmark.stix.Comparison benchmark/src/main/python "$@" >benchmark/target/ours.txt
        $one_core "$python/bin/python" benchmark/src/main/python/compare.py benchmark/src/main/python "$@" \
            >benchmark/target/theirs.txt
        # wanted: 50 times as fast
        awk -F '\t' '
            NR == FNR { ours[$1] = $3; next }
            FNR == 1 { printf "%-32s %9s %14s %14s %8s\n", "µs of processor time each", "a pass", "Tidings", "Python", "ratio" }
            !($1 in ours) { print "not the same work: " $1; missed = 1; next }
            {
                ratio = $3 / ours[$1]
                printf "%-32s %9d %14.2f %14.2f %8.0f%s\n", $1, $2, ours[$1], $3, ratio, ratio < 50 ? "  MISSED" : ""
                if (ratio < 50) missed = 1
            }
            END { exit missed }' benchmark/target/ours.txt benchmark/target/theirs.txt
        ;;
    *)
        sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
esac
