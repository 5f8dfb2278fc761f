#!/bin/bash
# Documents cut at many places: each gives an answer, and (under the asan preset) nothing is
# read behind their end, nor kept. tests/bench/parse_cut.c does it for any files.
. "${SRC:?}/tests/pipe/common.bash"
cut=$BIN/../tests/bench_parse_cut
[ -x "$cut" ] || skip "no $cut"
mapfile -t own < <(find "$SRC/tests/fuzz/seeds" -path '*/parse_*/*' -type f | sort
	find "$SRC/tests/golden/parse" -name 'in' -type f | sort)
"$cut" 12 "${own[@]}" >"$TMP/own" 2>"$TMP/err" || fail "our own: $?"
data=${JEVONS_TEST_DATA:-$SRC/../shared}/data
mapfile -t pages < <(find "$data/extraction" "$data/feeds" -name '*.gz' -size -60k 2>/dev/null |
	sort | awk 'NR % 150 == 0')
[ "${#pages[@]}" -gt 0 ] && { "$cut" 8 "${pages[@]}" >>"$TMP/own" 2>"$TMP/err" || fail "pages: $?"; }
cat "$TMP/own"
