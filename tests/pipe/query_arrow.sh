#!/bin/bash
# Arrow files and streams of every command, read by a reader that was written
# from the format alone (tests/pipe/query/arrow.py), say what JSON Lines say.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
dir=$SRC/tests/pipe/query
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
. "$dir/history.sh"
history both
bad=0
while read -r line; do
	for format in arrow arrows jsonl; do
		# shellcheck disable=SC2086
		"$BIN/jevons-query" $line -q --origin all --format $format \
			--now 2025-02-10T00:00:00Z >"$tmp/$format"
	done
	python3 "$dir/arrow.py" "$tmp/arrow" "$tmp/arrows" "$tmp/jsonl" || {
		echo "differs: $line"
		bad=1
	}
done <<'EOF2'
series --since 2025-01-01 --stat count,tone,share,jevons --entity nvidia,compute
series --since 2025-01-01 --stat count,share --every 1h --entity nvidia,deepseek
mentions --since 2025-01-01
signals --since 2025-01-01 --entity nvidia,deepseek
claims --since 2025-01-01
articles --since 2025-01-01
articles --since 2025-01-01 --lang zh
features --since 2025-01-01 --stat count,tone,balance --entity nvidia
features --since 2024-01-01 --stat count,z:tone --entity nvidia,deepseek --every 1h
features --since 2017-01-01 --stat count --entity nvidia --every 1h --limit 70000
EOF2
# nothing matched: a schema and no rows
for format in arrow arrows jsonl; do
	"$BIN/jevons-query" mentions -q --since 2020-01-01 --until 2020-01-02 \
		--format $format --now 2025-02-10T00:00:00Z >"$tmp/$format"
	[ $? -eq 1 ] || { echo "no row, but not status 1"; bad=1; }
done
python3 "$dir/arrow.py" "$tmp/arrow" "$tmp/arrows" "$tmp/jsonl" || bad=1
"$BIN/jevons-query" features -q --since 2025-01-01 --format arrow \
	--now 2025-02-10T00:00:00Z >/dev/full 2>"$tmp/err"
[ $? -eq 74 ] || { echo "a full disk is no failure"; bad=1; }
exit $bad
