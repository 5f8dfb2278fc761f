#!/bin/bash
# MB a CPU second of the reading of filings, and of edgartools and sec-parser on the same
# bytes where a Python has them; the ratios close the table.
# usage: tests/bench/filings.sh [BENCH_PROGRAM]
#   JEVONS_BENCH_PYTHON: Pythons with edgartools and sec-parser (python3)
set -eu
cd "$(dirname "$0")/../.."
bench=${1:-build/release/tests/bench_parse_filings}
data=${JEVONS_TEST_DATA:-../shared}/data/filings
python=${JEVONS_BENCH_PYTHON:-python3}
[ -d "$data" ] || {
	echo "skip: no filings in $data"
	exit 77
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
find "$data/8-K" "$data/reports" -name '*.gz' | sort >"$tmp/list"
find "$data/http" -name '*companyfacts*' | sort >"$tmp/tables"
xargs "$bench" <"$tmp/list" | tee "$tmp/ours"
xargs "$bench" <"$tmp/tables" | grep JSON
for p in $python; do xargs "$p" tests/bench/filings.py <"$tmp/list"; done 2>/dev/null |
	grep -v "No module" | tee "$tmp/theirs" || true
sed 's/ *(.*//' "$tmp/ours" "$tmp/theirs" | awk '
	{ v = $(NF - 1) }
	/^envelope of/ { envelope = v }
	/^inline XBRL pages/ { page = v }
	/^edgartools: envelope/ && v { printf "ratio to %-25s %8.0f x\n", "edgartools, envelope", envelope / v }
	/^edgartools: page/ && v { printf "ratio to %-25s %8.0f x\n", "edgartools, pages", page / v }
	/^sec-parser/ && v { printf "ratio to %-25s %8.0f x\n", "sec-parser, pages", page / v }
	/^the same pages/ && v { printf "ratio to %-25s %8.2f x\n", "bare reader", page / v }'
