#!/bin/bash
# How long jevons-query takes from its start to its last byte: a year of daily
# values, and the rest, over an invented year (tests/pipe/query/reckon.py).
# usage: tests/bench/query.sh [BIN_DIR [STORIES]]     default 420
set -eu
cd "$(dirname "$0")/../.."
BIN=$(cd "${1:-build/release/bin}" && pwd)
stories=${2:-420}
dir=tests/pipe/query
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8
model=$JEVONS_HOME/models/tiny-0000000000000001
mkdir -p "$model"
cp $dir/entities.tsv $dir/signals.tsv "$model/"
python3 $dir/reckon.py lines 1 "$stories" >"$tmp/lines"
"$BIN/jevons-store" load -q --now 2025-06-06T00:00:00Z <"$tmp/lines"
"$BIN/jevons-query" status -q --format tsv --no-header |
	awk -F'\t' '$1 == "rows" && ($2 == "obs" || $2 == "doc") {
		printf "%s %d rows  ", $2, $3 } END { print "" }'

# row NAME ARGUMENT...: the best and the median of 20 runs
row() {
	local name=$1
	shift
	python3 - "$name" "$BIN/jevons-query" "$@" <<'EOF'
import subprocess, sys, time
times = []
for _ in range(20):
    began = time.perf_counter()
    subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=False)
    times.append((time.perf_counter() - began) * 1000)
times.sort()
print("%-34s best %7.2f ms  median %7.2f ms" % (sys.argv[1], times[0],
                                               times[10]))
EOF
}
now="--now 2025-06-12T00:00:00Z"
year="--since 2024-06-12 --until 2025-06-12"
# shellcheck disable=SC2086
{
	row "--version" --version
	row "series, a year of days" series --entity nvidia $year $now
	row "series, three statistics of a zone" series --entity nvidia \
		--tz Asia/Shanghai --stat count,share,tone $year $now
	row "series, z over a year of days" series --entity nvidia \
		--stat z:tone $year $now
	row "series, jevons by month" series --stat jevons --every 1M $year $now
	row "signals, a year" signals $year $now
	row "mentions, a week" mentions --since 2025-05-20 --until 2025-05-27 $now
	row "status" status $now
	row "status --verify" status --verify $now
}
