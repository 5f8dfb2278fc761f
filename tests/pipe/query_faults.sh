#!/bin/bash
# jevons-query where something is wrong: no store, an empty one, a closed
# pipe, a full disk, a store that is cut or has flipped bits, a store that is
# being written. Each ends with one line and its exit code; a damaged store is
# never answered with another number.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
dir=$SRC/tests/pipe/query
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
. "$dir/history.sh"
range="--since 2025-01-20 --until 2025-02-10"
bad=0
q() { "$BIN/jevons-query" "$@" --now 2025-02-10T00:00:00Z; }

# expect STATUS PATTERN WHAT: of the last command, whose stderr is $tmp/err
expect() {
	local is=$?
	[ "$is" -eq "$1" ] || { echo "$3: exit $is, not $1"; bad=1; }
	[ -z "$2" ] || grep -q -- "$2" "$tmp/err" || {
		echo "$3: stderr says:"
		cat "$tmp/err"
		bad=1
	}
}

mkdir -p "$JEVONS_HOME"
q status >"$tmp/out" 2>"$tmp/err"
expect 66 "type: jevons run" "no store"
[ -s "$tmp/out" ] && { echo "no store, but an answer"; bad=1; }
q series --db "$tmp" 2>"$tmp/err"
expect 73 "exit=73" "a folder is no store"
head -c 20000 /dev/zero >"$tmp/zero"
q series --db "$tmp/zero" 2>"$tmp/err"
expect 65 "exit=65" "zeros are no store"

"$BIN/jevons-store" load -q --now 2025-02-01T00:00:00Z </dev/null || exit 1
for c in series mentions signals claims articles facts; do
	# shellcheck disable=SC2086
	q $c $range --format tsv >"$tmp/out" 2>"$tmp/err"
	expect 1 "model=none" "$c of an empty store"
done
q status -q --format table >"$tmp/out" 2>"$tmp/err"
expect 0 "" "status of an empty store"

history both
for format in table csv tsv jsonl spark; do
	# shellcheck disable=SC2086
	q series $range --format $format >/dev/full 2>"$tmp/err"
	expect 74 "exit=74" "a full disk, $format"
done
q explain 27a0b6a51c0d3216 >/dev/full 2>"$tmp/err"
expect 74 "exit=74" "a full disk, explain"
q status >/dev/full 2>"$tmp/err"
expect 74 "exit=74" "a full disk, status"
"$BIN/jevons-query" --help >/dev/full 2>"$tmp/err"
expect 74 "exit=74" "a full disk, help"
# shellcheck disable=SC2086
{ q series $range --every 1h --origin all 2>"$tmp/err"; echo $? >"$tmp/status"; } |
	head -n 1 >/dev/null
(exit "$(cat "$tmp/status")")
expect 74 "exit=74" "a closed pipe"
q mentions >&- 2>"$tmp/err"
expect 74 "exit=74" "no stdout"

# damage: the answer is the same, or there is none
store=$JEVONS_HOME/signals.lmdb
cp "$store" "$tmp/good"
answer() {
	# shellcheck disable=SC2086
	q series -q $range --entity nvidia --stat count,tone --db "$1"
	# shellcheck disable=SC2086
	q signals -q $range --db "$1"
}
answer "$tmp/good" >"$tmp/want" 2>/dev/null
size=$(stat -c %s "$tmp/good")
flips=${FLIPS:-60} told=0
for i in $(seq 1 "$flips"); do
	# not the two head pages: an older one, chosen by a flip, is an older
	# state, whole and with its own watermark
	at=$((8192 + i * 7919 * 131 % (size - 8192)))
	cp "$tmp/good" "$tmp/flipped"
	printf "\\x$(printf %02x $(($(od -An -tu1 -j $at -N1 "$tmp/good") ^ 16)))" |
		dd of="$tmp/flipped" bs=1 seek=$at conv=notrunc 2>/dev/null
	answer "$tmp/flipped" >"$tmp/out" 2>"$tmp/err"
	if ! cmp -s "$tmp/want" "$tmp/out"; then
		told=$((told + 1))
		grep -Eq 'exit=(65|66|71|78)' "$tmp/err" || {
			echo "byte $at flipped: another answer, and no word"
			diff "$tmp/want" "$tmp/out" | head -n 5
			cat "$tmp/err"
			bad=1
		}
	fi
done
echo "$flips bits flipped, $told found in the way of an answer"
[ $told -gt 0 ] || { echo "no flip mattered"; bad=1; }
for keep in 1 2 3; do
	head -c $((size * keep / 4)) "$tmp/good" >"$tmp/cut"
	answer "$tmp/cut" >"$tmp/out" 2>"$tmp/err"
	grep -q 'exit=65' "$tmp/err" || { echo "cut to $keep/4: no word"; bad=1; }
done
q status -q --verify --db "$tmp/good" >"$tmp/out" 2>"$tmp/err"
expect 0 "" "verify"
grep -q 'rows verified' "$tmp/out" || { echo "verify says nothing"; bad=1; }

# a store from a newer version, which is another schema under a good checksum
"$BIN/jevons-store" load -q --db "$tmp/newer" --now 2025-02-01T00:00:00Z \
	</dev/null || exit 1
python3 - "$tmp/newer" <<'EOF2' || bad=1
import re, sys

def crc32c(data):
    crc = 0xffffffff
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82f63b78 if crc & 1 else 0)
    return (crc ^ 0xffffffff).to_bytes(4, "little")

data = open(sys.argv[1], "rb").read()
found = 0
for m in re.finditer(b"schema(....)(....)", data, re.S):
    for table in range(32):
        if crc32c(bytes([table]) + b"schema" + m[1]) == m[2]:
            more = (int.from_bytes(m[1], "little") + 1).to_bytes(4, "little")
            data = data[:m.start(1)] + more + \
                crc32c(bytes([table]) + b"schema" + more) + data[m.end(2):]
            found += 1
open(sys.argv[1], "wb").write(data)
if not found:
    sys.exit("the schema is not found")
EOF2
for c in series status report features "explain 27a0b6a51c0d3216"; do
	# shellcheck disable=SC2086
	q $c --db "$tmp/newer" >"$tmp/out" 2>"$tmp/err"
	expect 78 "newer version" "$c of a newer store"
	[ "$(wc -l <"$tmp/err")" -eq 1 ] || { echo "more than one line"; bad=1; }
done

# options that no answer has: one line, and nothing on stdout
while IFS='|' read -r pattern args; do
	eval "q $args" >"$tmp/out" 2>"$tmp/err"
	expect 64 "$pattern" "$args"
	[ "$(wc -l <"$tmp/err")" -eq 1 ] && [ ! -s "$tmp/out" ] ||
		{ echo "$args: not one line"; bad=1; }
done <<'EOF2'
the range is empty|series --since 2025-02-03 --until 2025-02-02
the range is empty|series --since 2025-02-03 --until 2025-02-03
no time|series --since 2025-02-30
no time|series --since 25:00
no time|series --since ''
shorter|series --since 1900-01-01 --every 1h
unknown time zone|series --tz Mars/Olympus
no time of day|series --day-ends 24:61
no length of a bucket|series --every 2d
nearest: nvidia|mentions --entity nvidai
nearest: deepseek|series --entity 'nvidia,depseek'
nearest: market-fall|signals --signal market-fal
nearest: count|series --stat cuont
nearest: series|serie
unknown option|series --entty nvidia
does not know --stat|mentions --stat tone
do not go together|series --vintages --duplicates
leave --entity out|series --by entity --entity nvidia
belongs to the entity compute|series --entity nvidia --stat jevons
needs --spending|series --stat elasticity
go together|report --spending capex@microsoft -o /dev/null
of weeks|series --stat response
goes by a definition|series --stat index
no index is called|series --stat index:none
only series|mentions --format spark
no format|series --format xml
not a number|series --limit x
no language|mentions --lang 中文
no way to fill|series --fill maybe
no origin|mentions --origin dead
no modality|signals --modality maybe
needs a REF|explain
no reference|explain nvidia/tone
two|compare --entity nvidia
EOF2

# readers while it is written: each sees whole commits
python3 "$dir/reckon.py" lines 3 >"$tmp/many" || exit 1
split -l 60 "$tmp/many" "$tmp/part."
(for part in "$tmp"/part.*; do
	"$BIN/jevons-store" load -q <"$part" || exit 1
done) &
writer=$!
last=0
while kill -0 $writer 2>/dev/null; do
	now=$(q articles -q --origin all --since 2025-01-01 --until 2025-12-31 \
		--no-header --now 2026-01-01T00:00:00Z | wc -l)
	[ "$now" -ge "$last" ] || { echo "articles went from $last to $now"; bad=1; }
	last=$now
done
wait $writer || { echo "the writer failed"; bad=1; }
exit $bad
