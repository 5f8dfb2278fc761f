#!/bin/bash
# The matrix of `jevons-query features`: a random history is cut at each of its
# commits, and every row that was there then is there in the end, byte for
# byte: with copies, corrections, late articles, polls that fail, and a second
# model that is adopted on the way. Then every value against an independent
# reckoning (tests/pipe/query/matrix.py) from what was known by then.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
dir=$SRC/tests/pipe/query
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
. "$dir/history.sh"
for m in 1 2; do
	model=$JEVONS_HOME/models/tiny-000000000000000$m
	mkdir -p "$model"
	cp "$dir/entities.tsv" "$dir/signals.tsv" "$model/"
done
seed=${SEED:-1} bad=0
stats=count,share,tone,balance,disagreement,buzz,decay,jevons,aes,aev
stats=$stats,demand-net,cost-net,z:count,z:tone,z:cost-net
mkdir "$tmp/batches"
python3 "$dir/matrix.py" batches "$seed" "$tmp/batches" || exit 1

# load STORE NUMBER KNOWN ADOPT
load() {
	"$BIN/jevons-store" load -q --origin auto --db "$1" --now "$3" \
		"$tmp/batches/$2.jsonl" || exit 1
	[ "$4" = - ] ||
		"$BIN/jevons-store" adopt -q "$4" --db "$1" --now "$3" || exit 1
}
# matrix STORE OPTION...
matrix() {
	local db=$1
	shift
	"$BIN/jevons-query" features -q --db "$db" --stat $stats --tz UTC \
		--entity nvidia,deepseek,compute --since 2025-01-05 \
		--now 2026-01-01T00:00:00Z --until 2025-12-31 "$@"
}

# cut at each commit
while read -r i known adopt; do
	load "$tmp/a.lmdb" "$i" "$known" "$adopt"
	matrix "$tmp/a.lmdb" --no-header >"$tmp/cut.$i"
	[ $((10#$i % 7)) -ne 0 ] || matrix "$tmp/a.lmdb" --lag 36h --every 1w \
		--no-header >"$tmp/lag.$i"
done <"$tmp/batches/known"
matrix "$tmp/a.lmdb" --no-header >"$tmp/all"
matrix "$tmp/a.lmdb" --lag 36h --every 1w --no-header >"$tmp/lag"
rows=0
# prefix CUT WHOLE: the cut's rows are the first ones of the whole
prefix() {
	cmp -s "$1" <(head -c "$(stat -c %s "$1")" "$2") || {
		echo "rows of ${1##*/} changed later:"
		diff "$1" "$2" | head -n 6
		bad=1
	}
}
while read -r i known adopt; do
	prefix "$tmp/cut.$i" "$tmp/all"
	[ ! -e "$tmp/lag.$i" ] || prefix "$tmp/lag.$i" "$tmp/lag"
	# as of a commit it is what it was then
	[ $((10#$i % 9)) -ne 0 ] || matrix "$tmp/a.lmdb" --as-of "$known" \
		--no-header | cmp - "$tmp/cut.$i" || bad=1
done <"$tmp/batches/known"
rows=$(wc -l <"$tmp/all")
echo "$rows rows, $(wc -l <"$tmp/batches/known") cuts"
[ "$rows" -gt 200 ] || { echo "too few rows"; bad=1; }
[ "$(cut -f8 "$tmp/all" | grep . | sort -u | wc -l)" -eq 2 ] ||
	{ echo "not two models"; bad=1; }

# built anew from the batches before a cut
for cut in 011 037 055; do
	rm -f "$tmp"/b.lmdb*
	while read -r i known adopt; do
		load "$tmp/b.lmdb" "$i" "$known" "$adopt"
		[ "$i" != $cut ] || break
	done <"$tmp/batches/known"
	matrix "$tmp/b.lmdb" --no-header | cmp - "$tmp/cut.$cut" || bad=1
done

# only appended, from the watermark or the manifest of the last delivery
>"$tmp/joined"
cursor=2025-01-05T00:00:00Z
while read -r i known adopt; do
	[ $((10#$i % 11)) -eq 0 ] || continue
	"$BIN/jevons-query" features -q --db "$tmp/a.lmdb" --stat $stats \
		--entity nvidia,deepseek,compute --since-cursor "$cursor" \
		--manifest "$tmp/manifest" --no-header --as-of "$known" \
		--now 2026-01-01T00:00:00Z >"$tmp/part" || exit 1
	cat "$tmp/part" >>"$tmp/joined"
	cursor=$tmp/manifest
	python3 - "$tmp/manifest" "$tmp/part" <<-'EOF2' || bad=1
	import hashlib, json, sys
	m = json.load(open(sys.argv[1]))
	rows = open(sys.argv[2], "rb").read()
	assert m["rows"] == rows.count(b"\n"), m
	assert m["sha256"] == hashlib.sha256(rows).hexdigest(), m
	EOF2
	last=$i
done <"$tmp/batches/known"
cmp "$tmp/joined" "$tmp/cut.$last" || bad=1
"$BIN/jevons-query" features -q --db "$tmp/a.lmdb" --stat tone \
	--since-cursor "$tmp/manifest" 2>"$tmp/err"
[ $? -eq 64 ] && grep -q 'another question' "$tmp/err" ||
	{ echo "a manifest of another question is taken"; bad=1; }

# each vintage of a series is what it says as of the commit that it begins with
"$BIN/jevons-query" series -q --db "$tmp/a.lmdb" --entity nvidia --every 1w \
	--stat count,tone,share --since 2025-02-03 --until 2025-02-24 --vintages \
	--now 2026-01-01T00:00:00Z --no-header >"$tmp/vintages"
n=$(wc -l <"$tmp/vintages")
echo "$n vintages of 9 values"
[ "$n" -gt 30 ] || { echo "too few vintages"; bad=1; }
awk -F'\t' 'NR % 4 == 1 { print $1, $2, $4, $14, $5 }' "$tmp/vintages" |
	while read -r b e stat from value; do
	got=$("$BIN/jevons-query" series -q --db "$tmp/a.lmdb" --entity nvidia \
		--every 1w --stat "$stat" --since "$b" --until "$e" --no-header \
		--as-of "$from" --now 2026-01-01T00:00:00Z | cut -f5)
	[ "$got" = "$value" ] ||
		echo "$stat of $b as of $from is '$got', its vintage '$value'"
done >"$tmp/differ"
[ ! -s "$tmp/differ" ] || { head -n 5 "$tmp/differ"; bad=1; }

# every value, reckoned anew
matrix "$tmp/a.lmdb" --format jsonl >"$tmp/rows"
python3 "$dir/matrix.py" check "$seed" "$tmp/batches" 0 "$tmp/rows" || bad=1
matrix "$tmp/a.lmdb" --format jsonl --revisions >"$tmp/vintages"
python3 "$dir/matrix.py" revisions "$seed" "$tmp/batches" 0 "$tmp/vintages" \
	"$tmp/rows" || bad=1
matrix "$tmp/a.lmdb" --format jsonl --lag 36h --every 1w >"$tmp/rows"
python3 "$dir/matrix.py" check "$seed" "$tmp/batches" 36 "$tmp/rows" || bad=1
exit $bad
