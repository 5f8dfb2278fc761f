#!/bin/bash
# The rules of robots.txt against files of cases, and every real robots.txt.
. "$(dirname "$0")/common.bash"
shared=${JEVONS_TEST_DATA:-$SRC/../shared}
data=$shared/data/feeds
score=$shared/tools/score_feeds.py
[ -s "$data/robots-cases.jsonl" ] || skip "no cases at $data"
command -v python3 >/dev/null || skip "no python3"

python3 "$score" robots "$data/robots-cases.jsonl" --errors \
	--cmd "$BIN/conform-robots {robots} {agent} {url}" >"$TMP/out"
cat "$TMP/out"
has "$TMP/out" '^ALL .* = 1\.000$'

n=0
for f in "$data"/robots-real/*; do
	for agent in jevons Googlebot; do
		word=$("$BIN/conform-robots" "$f" $agent https://h/a/b?c=1) ||
			fail "$f: $?"
		case $word in
		allow | disallow) ;;
		*) fail "$f: '$word'" ;;
		esac
	done
	n=$((n + 1))
done
[ $n -ge 290 ] || fail "$n real files"
"$BIN/conform-robots" /nowhere jevons / 2>"$TMP/err"
is 66 $? "no file"
exit 0
