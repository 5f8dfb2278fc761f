#!/bin/bash
# Two sides beside each other; who leads, against a second reckoning; what is
# refused; claims that contradict each other.
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
python3 "$dir/leadlag.py" lines >"$tmp/lines" || exit 1
# polls first: what a feed listed before its first poll is not live
grep '"outcome"' "$tmp/lines" | "$BIN/jevons-store" load -q --origin auto \
	--now 2025-05-10T00:00:00Z || exit 1
grep -v '"outcome"' "$tmp/lines" | "$BIN/jevons-store" load -q --origin auto \
	--now 2025-05-10T01:00:00Z || exit 1
q() { "$BIN/jevons-query" "$@" -q --now 2025-05-10T02:00:00Z; }
range="--since 2025-01-06 --until 2025-05-06"

# shellcheck disable=SC2086
{
	q compare --lang zh,en --entity nvidia --lead-lag $range --format jsonl \
		>"$tmp/lags" || bad=1
	python3 "$dir/leadlag.py" check "$tmp/lags" || bad=1
	# both sides are what each alone says
	q compare --lang zh,en --entity nvidia --stat count,tone --every 1w \
		$range --no-header | cut -f1,3,5,8 >"$tmp/beside"
	for lang in zh en; do
		q series --lang $lang --entity nvidia --stat count,tone \
			--every 1w $range --no-header | cut -f1,4,5 >"$tmp/$lang"
	done
	paste "$tmp/zh" <(cut -f3 "$tmp/en") | cmp - "$tmp/beside" || bad=1
	q compare --entity nvidia,deepseek --stat count $range >"$tmp/out" || bad=1
	q compare --source 测试日报 --source 'Fen Herald' --stat count --every 1M \
		$range --no-header | cut -f4,7 | sort -u >"$tmp/out"
	printf '测试日报\tFen Herald\n' | cmp - "$tmp/out" || bad=1

	refuse() {
		q compare "${@:2}" >"$tmp/out" 2>"$tmp/err"
		[ $? -eq 64 ] && grep -q -- "$1" "$tmp/err" ||
			{ echo "not refused: ${*:2}"; cat "$tmp/err"; bad=1; }
	}
	refuse "name two" --entity nvidia
	refuse "of one kind alone" --entity nvidia,deepseek --lang en,zh
	refuse "name two" --lang en,zh,ar
	refuse "too few" --lang zh,en --lead-lag --since 2025-04-01
	refuse "six hours" --lang zh,en --lead-lag --every 1h $range
	refuse "live articles alone" --lang zh,en --lead-lag --origin all $range
	refuse "does not vary" --lang zh,ar --lead-lag --entity deepseek $range
	refuse "over a tenth" --lang zh,en --lead-lag --stat balance $range
}

# without polls, or without live articles, nobody can tell
grep -v '"outcome"' "$tmp/lines" | "$BIN/jevons-store" load -q \
	--origin backfill --db "$tmp/old.lmdb" --now 2025-05-10T01:00:00Z || exit 1
# shellcheck disable=SC2086
refuse "came in live" --db "$tmp/old.lmdb" --lang zh,en --lead-lag $range
grep -v '"outcome"' "$tmp/lines" | "$BIN/jevons-store" load -q --origin auto \
	--db "$tmp/unpolled.lmdb" --now 2025-05-10T01:00:00Z || exit 1
# shellcheck disable=SC2086
refuse "how often feeds are polled" --db "$tmp/unpolled.lmdb" --lang zh,en \
	--lead-lag $range

# claims
python3 "$dir/leadlag.py" claims | "$BIN/jevons-store" load -q \
	--db "$tmp/claims.lmdb" --now 2025-01-10T00:00:00Z || exit 1
q claims --conflicts --db "$tmp/claims.lmdb" --since 2025-01-01 \
	--until 2025-02-01 >"$tmp/conflicts" || bad=1
awk -F'\t' 'NR > 1 { print $11, $15, $2, $9 }' "$tmp/conflicts" | sort >"$tmp/got"
cat >"$tmp/want" <<'EOF2'
A B capex 0.1875
B C capex 0.175
B D capex 0.125
K M revenue 0.666667
L M revenue 0.333333
EOF2
diff -u "$tmp/want" "$tmp/got" || bad=1
# both are explained
awk -F'\t' 'NR == 2 { print $13; print $17 }' "$tmp/conflicts" |
	while read -r ref; do
		"$BIN/jevons-query" explain "$ref" --db "$tmp/claims.lmdb" \
			>/dev/null || echo "$ref is not explained"
	done | grep . && bad=1
q claims --conflicts --db "$tmp/claims.lmdb" --entity google \
	--since 2025-01-01 --until 2025-02-01 >"$tmp/out"
[ $? -eq 1 ] || { echo "no conflict is not status 1"; bad=1; }
exit $bad
