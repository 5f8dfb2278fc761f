#!/bin/bash
# MB/s and records/s of each stage, on the bundled sample (repeated, so that
# there is something to measure) and, where present, on the shared corpus.
# usage: tests/bench/stages.sh [BIN_DIR]      default build/release/bin
set -eu
cd "$(dirname "$0")/../.."
bin=$(cd "${1:-build/release/bin}" && pwd)
data=${JEVONS_TEST_DATA:-../shared}/data
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp/home
export LC_ALL=C.UTF-8

# row NAME IN_FILE OUT_FILE COMMAND...: time one stage, print one line
row() {
	local name=$1 in=$2 out=$3 began ended
	shift 3
	began=$(date +%s%N)
	"$@" <"$in" >"$out" 2>"$tmp/err" || [ $? -eq 1 ] || {
		tail -n 3 "$tmp/err" >&2
		return 1
	}
	ended=$(date +%s%N)
	awk -v name="$name" -v bytes="$(stat -c %s "$in")" \
		-v lines="$(wc -l <"$out")" -v ns=$((ended - began)) 'BEGIN {
		s = ns / 1e9
		printf "%-28s %9.2f MB %8.2f MB/s %9d lines %10.0f lines/s %8.0f ms\n",
			name, bytes / 1e6, bytes / 1e6 / s, lines, lines / s, ns / 1e6
	}'
}

# stages NAME WARC: parse, score, store and query one archive
stages() {
	rm -rf "$JEVONS_HOME"
	mkdir -p "$JEVONS_HOME"
	row "$1 parse" "$2" "$tmp/articles" "$bin/jevons-parse" --type warc -
	row "$1 score" "$tmp/articles" "$tmp/scored" "$bin/jevons-score"
	row "$1 store" "$tmp/scored" "$tmp/none" "$bin/jevons-store" \
		--db "$JEVONS_HOME/signals.lmdb"
	row "$1 query series" /dev/null "$tmp/series" "$bin/jevons-query" series \
		--db "$JEVONS_HOME/signals.lmdb" --entity '*' --every 1d \
		--since 2018-01-01 --until 2026-12-31 --origin all --format tsv
}

"$bin/jevons" run -q --feeds feeds/sample/sample.ini
for f in "$JEVONS_HOME"/archive/*.warc.gz; do zcat "$f"; done >"$tmp/one.warc"
mv "$JEVONS_HOME" "$tmp/sample-home"
for _ in $(seq 40); do cat "$tmp/one.warc"; done >"$tmp/sample.warc"
stages "sample x40" "$tmp/sample.warc"

if [ -d "$data/extraction" ]; then
	zcat "$data"/extraction/*/html/*.html.gz >"$tmp/pages"
	find "$data"/extraction -name '*.html.gz' | sort >"$tmp/list"
	began=$(date +%s%N)
	xargs "$bin/jevons-parse" --type html <"$tmp/list" >"$tmp/articles" \
		2>"$tmp/err" || true
	ended=$(date +%s%N)
	awk -v bytes="$(stat -c %s "$tmp/pages")" \
		-v pages="$(wc -l <"$tmp/list")" -v ns=$((ended - began)) 'BEGIN {
		s = ns / 1e9
		printf "%-28s %9.2f MB %8.2f MB/s %9d pages %10.0f pages/s %8.0f ms\n",
			"shared pages parse", bytes / 1e6, bytes / 1e6 / s, pages,
			pages / s, ns / 1e6
	}'
	row "shared pages score" "$tmp/articles" "$tmp/scored" "$bin/jevons-score"
	rm -rf "$JEVONS_HOME"
	mkdir -p "$JEVONS_HOME"
	row "shared pages store" "$tmp/scored" "$tmp/none" "$bin/jevons-store" \
		--db "$JEVONS_HOME/signals.lmdb"
else
	echo "skip: no shared pages"
fi
