#!/bin/bash
# What scoring costs: MB/s of article text by language, start-up, memory, and
# the same English sentences through VADER and a scikit-learn pipeline where
# they are installed. All in one run, CPU time on one core; the ratios are
# what stays when the machine is busy.
# usage: tests/bench/score.sh [BIN_DIR]      (build/release/bin)
#   JEVONS_BENCH_PYTHON: a Python with vaderSentiment and scikit-learn (python3)
#   JEVONS_BENCH_MB: how much text a language (6)
set -eu
cd "$(dirname "$0")/../.."
bin=${1:-build/release/bin}
data=${JEVONS_TEST_DATA:-../shared}/data/corpus
python=${JEVONS_BENCH_PYTHON:-python3}
[ -f "$data/index.jsonl" ] || {
	echo "skip: no $data/index.jsonl"
	exit 77
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$python" tests/bench/score.py lines "$data" "$tmp" "${JEVONS_BENCH_MB:-6}"

# user and system seconds, peak KiB of a run
cost() {
	TIMEFORMAT='%U %S'
	{ time "$@" >"$tmp/out" 2>"$tmp/err"; } 2>"$tmp/time"
	awk '{ printf "%.3f\n", $1 + $2 }' "$tmp/time"
}
best() {
	for _ in 1 2 3 4 5; do
		cost "$@"
	done | sort -n | head -1
}
start=$(best "$bin/jevons-score" -q /dev/null)
printf 'start-up                     %8.1f ms\n' "$(awk "BEGIN { print $start * 1000 }")"
for file in "$tmp"/*.jsonl; do
	lang=$(basename "$file" .jsonl)
	seconds=$(best "$bin/jevons-score" -q "$file")
	bytes=$(cat "$tmp/$lang.bytes")
	awk -v l="$lang" -v b="$bytes" -v s="$seconds" -v start="$start" 'BEGIN {
		printf "whole stage %-3s              %8.1f MB/s (%.2f s, start-up aside)\n",
			l, b / 1e6 / (s - start), s - start }' | tee -a "$tmp/ours"
done
if command -v /usr/bin/time >/dev/null; then
	/usr/bin/time -f '%M' -o "$tmp/peak" "$bin/jevons-score" -q \
		"$tmp/en.jsonl" >"$tmp/out"
	printf 'peak resident                %8.1f MiB\n' \
		"$(awk '{ print $1 / 1024 }' "$tmp/peak")"
fi
"$python" tests/bench/score.py peers score/data/labelled "$tmp/en.txt" |
	tee "$tmp/theirs"
awk '/^whole stage en/ { ours = $4 }
	FILENAME ~ /theirs/ && /MB\/s/ {
		printf "ratio to %-19s %8.1f x\n", $1, ours / $2 }' \
	"$tmp/ours" "$tmp/theirs"
for part in match judge; do
	program=$(dirname "$bin")/tests/bench_score_$part
	if [ -x "$program" ]; then
		"$program"
	fi
done
