#!/bin/bash
# What scoring costs, beside what is asked: MB/s of article text by language,
# start-up, memory, tone a sentence, folding and matching; and the same English
# sentences through VADER and a scikit-learn pipeline where they are installed.
# All in one run, CPU time on one core; the ratios are what stays when the
# machine is busy, and the instructions a byte, where valgrind is there.
# usage: tests/bench/score.sh [BIN_DIR]      (build/release/bin)
#   JEVONS_BENCH_PYTHON: a Python with vaderSentiment and scikit-learn (python3)
#   JEVONS_BENCH_MB: how much text a language (6)
set -eu
cd "$(dirname "$0")/../.."
bin=${1:-build/release/bin}
data=${JEVONS_TEST_DATA:-../shared}/data/corpus
python=${JEVONS_BENCH_PYTHON:-python3}
programs=$(dirname "$bin")/tests
[ -f "$data/index.jsonl" ] || {
	echo "skip: no $data/index.jsonl"
	exit 77
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
"$python" tests/bench/score.py lines "$data" "$tmp" "${JEVONS_BENCH_MB:-6}"

# told NAME VALUE UNIT ASKED
told() {
	printf '%-28s %8.1f %-8s asked %s\n' "$@"
}

# user and system milliseconds of a run
cost() {
	TIMEFORMAT='%U %S'
	{ time "$@" >"$tmp/out" 2>"$tmp/err"; } 2>"$tmp/time"
	awk '{ printf "%.0f\n", ($1 + $2) * 1000 }' "$tmp/time"
}
best() {
	for _ in 1 2 3 4 5 6 7; do
		cost "$@"
	done | sort -n | head -1
}
# instructions of a run
work() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 \
		>/dev/null | awk '/refs:/ { gsub(",", "", $NF); print $NF }'
}

start=$(best "$bin/jevons-score" -q /dev/null)
told start-up "$start" ms '<= 30'
for lang in en zh ar; do
	ms=$(best "$bin/jevons-score" -q "$tmp/$lang.jsonl")
	bytes=$(cat "$tmp/$lang.bytes")
	rate=$(awk "BEGIN { print $bytes / 1000 / ($ms - $start) }")
	told "whole stage $lang" "$rate" MB/s '>= 25 (start-up aside)'
	echo "$rate" >"$tmp/$lang.rate"
done
if command -v /usr/bin/time >/dev/null; then
	for lang in en zh ar; do
		/usr/bin/time -f '%M' -o "$tmp/peak" "$bin/jevons-score" -q \
			"$tmp/$lang.jsonl" >"$tmp/out"
		told "peak resident $lang" \
			"$(awk '{ print $1 * 1.024 / 1000 }' "$tmp/peak")" MB '<= 40'
	done
fi
for lang in en zh ar; do
	[ -x "$programs/bench_score_match" ] || break
	"$programs/bench_score_match" "$tmp/$lang.text" |
		awk -v l=$lang '/^normalise, match/ { print l, $3 }'
done >"$tmp/match"
while read -r lang rate; do
	told "fold and match $lang" "$rate" MB/s '>= 150'
done <"$tmp/match"
for lang in en zh ar; do
	[ -x "$programs/bench_score_judge" ] || break
	"$programs/bench_score_judge" $lang "$tmp/$lang.text" |
		awk '/^judge/ { print $2, $5 }'
done >"$tmp/judge"
while read -r lang us; do
	told "tone, signals, claims $lang" "$us" us/sent. '<= 3 for tone'
done <"$tmp/judge"
if command -v valgrind >/dev/null; then
	none=$(work "$bin/jevons-score" -q /dev/null)
	told 'start-up' "$(awk "BEGIN { print $none / 1e6 }")" 'M instr.' -
	for lang in en zh ar; do
		head -c 400000 "$tmp/$lang.jsonl" | sed '$d' >"$tmp/cut"
		n=$(wc -c <"$tmp/cut")
		all=$(work "$bin/jevons-score" -q "$tmp/cut")
		told "whole stage $lang" \
			"$(awk "BEGIN { print ($all - $none) / $n }")" \
			instr./B -
	done
fi
"$python" tests/bench/score.py peers score/data/labelled "$tmp/en.txt" |
	tee "$tmp/theirs"
awk -v ours="$(cat "$tmp/en.rate")" '/MB\/s/ {
	printf "ratio to %-19s %8.1f x\n", $1, ours / $2 }' "$tmp/theirs"
