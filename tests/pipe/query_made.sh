#!/bin/bash
# `index define`, the index, the gap and the response against a second
# reckoning in Python; what a definition refuses, and that it is known from its
# commit on alone.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
dir=$SRC/tests/pipe/query
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
. "$dir/history.sh"
model=$JEVONS_HOME/models/tiny-0000000000000001
mkdir -p "$model"
cp "$dir/entities.tsv" "$dir/signals.tsv" "$model/"
bad=0
python3 "$dir/made.py" lines >"$tmp/lines" || exit 1
"$BIN/jevons-store" load -q --now 2025-11-15T06:00:00Z <"$tmp/lines" || exit 1
q() { "$BIN/jevons-query" "$@" -q --now 2028-01-01T00:00:00Z; }

# the definition is known in the middle of the history
"$BIN/jevons-query" index define news --entity nvidia --every 1d \
	--base 2025-02-01..2025-09-01 --now 2025-12-01T12:00:00Z \
	2>"$tmp/err" || { cat "$tmp/err"; exit 1; }
grep -q 'known=2025-12-01T12:00:00Z' "$tmp/err" || { cat "$tmp/err"; bad=1; }
# the same again is no new definition
"$BIN/jevons-query" index define news --entity nvidia --every 1d \
	--base 2025-02-01..2025-09-01 --now 2025-12-05T12:00:00Z 2>"$tmp/err"
grep -q 'was defined so.*known=2025-12-01T12:00:00Z' "$tmp/err" ||
	{ cat "$tmp/err"; bad=1; }
q index --format jsonl >"$tmp/list"
python3 - "$tmp/list" <<'EOF2' || bad=1
import json, sys
(row,) = map(json.loads, open(sys.argv[1], encoding="utf-8"))
assert row["name"] == "news" and row["buckets"] == 212, row
assert row["sources"] + len(row["left_out"].split(";")) in (4, 5), row
EOF2
q series --entity nvidia --every 1d --stat index:news --format jsonl \
	--since 2025-11-10 --until 2026-03-01 >"$tmp/index" || exit 1
q series --entity nvidia,compute --every 1d --stat jevons-gap:news \
	--format jsonl --since 2025-11-10 --until 2026-03-01 2>"$tmp/err"
[ $? -eq 64 ] && grep -q 'another question' "$tmp/err" ||
	{ echo "a definition answers another question"; bad=1; }
q index define gap --every 1d --base 2025-02-01..2025-09-01 ||
	{ echo "no definition for all"; bad=1; }
"$BIN/jevons-query" index define gap --every 1d --signal demand-up \
	--base 2025-02-01..2025-09-01 --now 2025-12-02T00:00:00Z -q || bad=1
python3 "$dir/made.py" index "$tmp/index" 2025-02-01 2025-09-01 \
	2025-12-01T12:00:00+00:00 || bad=1
# the same by its name alone
q index news --format jsonl --since 2025-11-10 --until 2026-03-01 |
	diff <(sed 's#/@[0-9.]*"#"#' "$tmp/index") <(sed 's#/@[0-9.]*"#"#' -) ||
	bad=1
# values from before, when they are asked for
q index news --format jsonl --hypothetical --since 2025-11-10 \
	--until 2025-11-20 | grep -q '"value":[0-9]' ||
	{ echo "nothing hypothetical"; bad=1; }
# as of a moment before it, there is no such index
q index news --as-of 2025-11-20 --since 2025-11-10 2>"$tmp/err"
[ $? -eq 64 ] && grep -q "no index is called 'news'" "$tmp/err" ||
	{ echo "the index is known before it is"; cat "$tmp/err"; bad=1; }
q index nwes 2>"$tmp/err"
[ $? -eq 64 ] && grep -q 'nearest: news' "$tmp/err" || { cat "$tmp/err"; bad=1; }

# the gap by a definition for all entities
q index define all --every 1d --base 2025-02-01..2025-09-01 || bad=1
"$BIN/jevons-store" dump --db "$JEVONS_HOME/signals.lmdb" >"$tmp/dump"
"$BIN/jevons-store" load -q --db "$tmp/again.lmdb" <"$tmp/dump" || bad=1
q index --db "$tmp/again.lmdb" | cmp - <(q index) ||
	{ echo "a dump loses definitions"; bad=1; }
q series --every 1d --stat jevons-gap:all --hypothetical --format jsonl \
	--since 2025-09-01 --until 2025-12-01 >"$tmp/gap" || bad=1
# (these days are all before it is known: hypothetical)
python3 "$dir/made.py" gap "$tmp/gap" 2025-02-01 2025-09-01 || bad=1

q status --verify >"$tmp/out" || { echo "the store is not whole"; bad=1; }

# the response
q series --every 1w --stat response --format jsonl --since 2026-07-01 \
	--until 2027-06-01 >"$tmp/response" || bad=1
python3 "$dir/made.py" response "$tmp/response" || bad=1

# a number of those is explained with the same value
for file in index gap response; do
	ref=$(sed -n '/"value":[-0-9]/{s/.*"ref":"\([^"]*\)".*/\1/p;q}' "$tmp/$file")
	value=$(sed -n '/"value":[-0-9]/{s/.*"value":\([-0-9.]*\).*/\1/p;q}' "$tmp/$file")
	q explain "$ref" | grep -q "^value *$value " || {
		echo "$ref is not explained as $value"
		q explain "$ref"
		bad=1
	}
done

# refused
refuse() {
	q "${@:2}" >"$tmp/out" 2>"$tmp/err"
	[ $? -eq 64 ] && grep -q -- "$1" "$tmp/err" ||
		{ echo "not refused: ${*:2}"; cat "$tmp/err"; bad=1; }
}
refuse "needs --base" index define x --entity nvidia
refuse "needs a NAME" index define
refuse "no name of an index" index define 'a/b' --base 2025-01-01..2025-02-01
refuse "have under 60 buckets" index define x --base 2025-02-01..2025-02-10
refuse "an index is of one entity" index define x --entity nvidia,deepseek \
	--base 2025-02-01..2025-09-01
refuse "goes by a definition" series --stat index
refuse "unknown statistic" series --stat tone:x
refuse "of weeks" series --stat response
refuse "needs --spending" series --stat elasticity
exit $bad
