#!/bin/bash
# kill -9 of a load at any moment loses at most the batch that was open: loaded
# again, the store equals one that was never disturbed. By hand, for a thousand
# kills: KILL_ROUNDS=200 KILLS=5 BIN=build/release/bin tests/pipe/store_kill.sh
set -u
rounds=${KILL_ROUNDS:-14} kills=${KILLS:-2} SRC=${SRC:-.}
store=$BIN/jevons-store
tmp=$(mktemp -d) || exit 1
child=
trap '[ -z "$child" ] || kill -9 "$child" 2>/dev/null; rm -rf "$tmp"' EXIT
awk -v n=1500 -v again=50 -f "$SRC/tests/pipe/store_lines.awk" >"$tmp/in"
now=2025-03-10T00:00:00Z
load() { "$store" --db "$1" --now $now -q load "$tmp/in"; }

load "$tmp/calm.lmdb" || exit 1
"$store" --db "$tmp/calm.lmdb" dump --no-known >"$tmp/want" || exit 1
grep -q '"retracted":true' "$tmp/want" || {
	echo "the input has no versions: this test shows nothing"
	exit 1
}
bad=0 midway=0
for round in $(seq "$rounds"); do
	db=$tmp/$round.lmdb
	for _ in $(seq "$kills"); do
		"$store" --db "$db" --now $now -q load "$tmp/in" &
		child=$!
		sleep "0.$(printf %03d $((RANDOM % 250)))"
		kill -9 $child 2>/dev/null
		wait $child 2>/dev/null
		child=
	done
	if [ -e "$db" ]; then
		# what was committed is whole, and the rollup in step with it
		"$store" --db "$db" backup "$tmp/half.lmdb" 2>"$tmp/err" ||
			grep -q "is empty" "$tmp/err" || {
				cat "$tmp/err"
				bad=1
			}
		rm -f "$tmp"/half.lmdb*
		"$store" --db "$db" dump --no-known 2>/dev/null >"$tmp/half"
		if [ -s "$tmp/half" ] && ! cmp -s "$tmp/want" "$tmp/half"; then
			midway=$((midway + 1))
		fi
	fi
	load "$db" || bad=1
	"$store" --db "$db" dump --no-known >"$tmp/is" || bad=1
	cmp "$tmp/want" "$tmp/is" || bad=1
	# a backup is verified, checksums and sums
	"$store" --db "$db" backup "$tmp/copy.lmdb" || bad=1
	rm -f "$db" "$db"-*
done
echo "$midway of $rounds rounds had been stopped half way"
[ $midway -gt 2 ] || {
	echo "too few kills hit a load: this test shows nothing"
	bad=1
}
exit $bad
