#!/bin/bash
# Faults of the store's surroundings: each with one clear line and its code.
set -u
store=$BIN/jevons-store
tmp=$(mktemp -d) || exit 1
child=
trap '[ -z "$child" ] || kill -9 "$child" 2>/dev/null; rm -rf "$tmp"' EXIT
bad=0
awk -v n=300 -v again=0 -f "$SRC/tests/pipe/store_lines.awk" >"$tmp/in"
db=$tmp/s.lmdb
"$store" --db "$db" -q load "$tmp/in" || exit 1

# expect CODE TEXT NAME: what the last command did, from $? and $tmp/err
expect() {
	local is=$?
	[ $is -eq "$1" ] || {
		echo "$3: exit $is, not $1"
		bad=1
	}
	[ -z "$2" ] || grep -q -- "$2" "$tmp/err" || {
		echo "$3: no line like '$2':"
		cat "$tmp/err"
		bad=1
	}
}

"$store" --db "$db" dump >/dev/full 2>"$tmp/err"
expect 74 "No space left" "a full disk under dump"
"$store" --db "$db" --report /dev/full -q load <"$tmp/in" 2>"$tmp/err"
expect 74 "No space left" "a full disk under --report"
"$store" --db "$db" dump 2>"$tmp/err" | head -c 10 >/dev/null
expect 0 "" "head"
grep -q "Broken pipe" "$tmp/err" || {
	echo "dump does not notice a closed pipe"
	bad=1
}
"$store" --db "$db" load </dev/null 2>"$tmp/err"
expect 0 "in=0 out=0" "an empty input"
"$store" --db "$db" load <&- 2>"$tmp/err"
expect 74 "cannot read 'stdin'" "a closed stdin"

# a limit on the size of files stands for a full disk
(
	trap '' XFSZ
	ulimit -f 40
	"$store" --db "$tmp/small.lmdb" load "$tmp/in" 2>"$tmp/err"
)
expect 74 "exit=74" "no room for the store"
"$store" --db "$tmp/small.lmdb" -q load "$tmp/in" 2>"$tmp/err"
expect 0 "" "the same with room"
"$store" --db "$db" dump --no-known >"$tmp/a"
"$store" --db "$tmp/small.lmdb" dump --no-known >"$tmp/b"
cmp "$tmp/a" "$tmp/b" || bad=1

# another writer: one that waits for its input holds the store
mkfifo "$tmp/fifo"
"$store" --db "$db" -q load "$tmp/fifo" &
child=$!
exec 9>"$tmp/fifo"
for try in $(seq 100); do
	"$store" --db "$db" load </dev/null 2>"$tmp/err"
	[ $? -eq 0 ] || break
	sleep 0.02
done
"$store" --db "$db" load </dev/null 2>"$tmp/err"
expect 75 "another process is writing" "a second writer"
"$store" --db "$db" compact 2>"$tmp/err"
expect 75 "in use" "compaction of a store in use"
"$store" --db "$db" dump 2>"$tmp/err" >"$tmp/during"
expect 0 "" "a reader beside a writer"
exec 9>&-
wait $child || bad=1
child=

# a reader that stands still does not stop the writer, killed or not
"$store" --db "$db" dump >"$tmp/fifo" &
child=$!
exec 8<"$tmp/fifo"
read -r -n 1 <&8
awk -v n=400 -v again=50 -f "$SRC/tests/pipe/store_lines.awk" >"$tmp/more"
"$store" --db "$db" -q load "$tmp/more" 2>"$tmp/err"
expect 0 "" "a writer beside a reader that stands still"
kill -9 $child
wait $child 2>/dev/null
child=
exec 8<&-
"$store" --db "$db" -q load "$tmp/more" 2>"$tmp/err"
expect 0 "" "a writer behind a killed reader"
"$store" --db "$db" backup "$tmp/copy.lmdb" 2>"$tmp/err"
expect 0 "" "and the store verifies"

"$store" --db "$tmp/none.lmdb" dump 2>"$tmp/err"
expect 66 "no store at" "no store"
"$store" --db /proc/s.lmdb load </dev/null 2>"$tmp/err"
expect 73 "cannot open" "a folder that cannot be written"
"$store" --db "$tmp" load </dev/null 2>"$tmp/err"
expect 73 "" "a folder in the store's place"
cp "$db" "$tmp/cut.lmdb"
truncate -s -4096 "$tmp/cut.lmdb"
"$store" --db "$tmp/cut.lmdb" dump 2>"$tmp/err" >/dev/null
expect 65 "cut short" "a cut store"
"$store" --db "$tmp/cut.lmdb" load </dev/null 2>"$tmp/err"
expect 65 "cut short" "a cut store, written to"
head -c 100000 /dev/zero | tr '\0' x >"$tmp/junk.lmdb"
"$store" --db "$tmp/junk.lmdb" dump 2>"$tmp/err"
expect 65 "" "no store at all"
gzip -c "$tmp/in" | head -c 5000 >"$tmp/cut.gz"
"$store" --db "$tmp/gz.lmdb" load "$tmp/cut.gz" 2>"$tmp/err"
expect 65 "broken gzip" "a cut gzip file"
"$store" --db "$tmp/gz.lmdb" load <"$tmp/cut.gz" 2>"$tmp/err"
expect 65 "out=0" "what came before the cut was kept, and is a repeat"

# a dump: cut, over something, and back
"$store" --db "$db" dump >"$tmp/dump"
head -n 50 "$tmp/dump" | "$store" --db "$tmp/d.lmdb" load 2>"$tmp/err"
expect 65 "no end mark" "a cut dump"
"$store" --db "$db" load "$tmp/dump" 2>"$tmp/err"
expect 73 "not empty" "a dump over a store"
gzip -c "$tmp/dump" | "$store" --db "$tmp/d.lmdb" -q load 2>"$tmp/err"
expect 0 "" "a dump into a new store, gzip-compressed"
"$store" --db "$tmp/d.lmdb" dump | cmp - "$tmp/dump" || bad=1
"$store" --db "$tmp/d.lmdb" compact
"$store" --db "$tmp/d.lmdb" dump | cmp - "$tmp/dump" || bad=1
ls "$tmp"/d.lmdb.new* 2>/dev/null && bad=1
exit $bad
