#!/bin/bash
# Cut and damaged filings are refused or marked, never misread: own ones, and
# real ones where they are.
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
data=${JEVONS_TEST_DATA:-$SRC/../shared}/data/filings
golden=$SRC/tests/golden/parse

cp "$golden/filing-8k/in" "$TMP/0000000042-25-000001.txt"
cp "$golden/filing-10k/in" "$TMP/0000000042-25-000002.htm"
set -- "$TMP"/0000000042-*
[ -d "$data" ] && set -- "$@" "$data"/reports/NVDA-0001045810-2[34]*.gz \
	"$data"/8-K/NVDA/0001045810-24-000028.txt.gz \
	"$data"/8-K/AMZN/0001018724-25-000002.txt.gz
python3 "$SRC/tests/pipe/parse/cut.py" "$BIN/jevons-parse" 1 5 "$@" ||
	fail "damaged filings"
