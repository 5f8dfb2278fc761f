#!/bin/bash
# The founding article alone gives J = 1, S = 0, B = 0: in the series, in what
# explains it, on the page. It has no date: the clock is when it was seen. Needs
# the shared data.
set -u
: "${BIN:?}" "${SRC:?}"
article=${JEVONS_TEST_DATA:-$SRC/../shared}/data/corpus/founding-article.ar.txt
[ -f "$article" ] || { echo "skip: no $article"; exit 77; }
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8 TZ=UTC
mkdir "$JEVONS_HOME"
bad=0
q() { "$BIN/jevons-query" "$@" -q --now 2025-02-27T00:00:00Z; }

"$BIN/jevons-parse" -q --type text --fetched 2025-02-25T10:00:00Z "$article" |
	"$BIN/jevons-score" -q |
	"$BIN/jevons-store" load -q --now 2025-02-25T11:00:00Z || exit 1
q series --stat jevons --clock seen --since 2025-02-25 --until 2025-02-26 \
	--no-header >"$tmp/series" || bad=1
# value (null under five), n, N and stories; nothing unlinked
cut -f 4,5,7-9 "$tmp/series" | diff - <(printf \
	'jevons\t\t1\t1\t1\njevons-unlinked\t0\t1\t1\t1\n') || bad=1
q explain "$(head -n 1 "$tmp/series" | cut -f 13)" >"$tmp/explained" || bad=1
grep -q '^ .* J: ' "$tmp/explained" ||
	{ echo "it is no J:"; cat "$tmp/explained"; bad=1; }
q report --clock seen --since 2025-02-25 --until 2025-02-26 |
	tr '\n' ' ' >"$tmp/page"
grep -q 'Of 1 story that links the two, 1 says that cheaper AI feeds demand and 0 that it kills it\. ' \
	"$tmp/page" || { echo "the page does not say so"; bad=1; }
exit $bad
