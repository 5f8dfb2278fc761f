#!/bin/bash
# A store of schema 1, which had no rollup: store_schema1.lmdb.gz was written by
# the last version of that schema, out of what golden/store/load_then_dump
# loads. It is refused until it is migrated, and then holds what it held, with
# the rollup that a load of this version makes; killed on the way, it is of one
# schema or of the other.
set -u
: "${BIN:?}" "${SRC:?}"
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8 TZ=UTC
mkdir -p "$JEVONS_HOME/models/core-1"
cp "$SRC"/tests/pipe/query/{entities,signals}.tsv "$JEVONS_HOME/models/core-1/"
db=$JEVONS_HOME/signals.lmdb
golden=$SRC/tests/golden/store/load_then_dump
now=2025-03-10T00:00:00Z
bad=0
fail() {
	echo "$*"
	bad=1
}
old() { gzip -dc "$SRC/tests/pipe/store_schema1.lmdb.gz" >"$db"; }
# expect STATUS TEXT COMMAND...
expect() {
	local want=$1 text=$2 status
	shift 2
	"$@" >"$tmp/out" 2>"$tmp/err"
	status=$?
	[ $status -eq "$want" ] || fail "$*: exit $status, not $want"
	grep -qF -- "$text" "$tmp/err" "$tmp/out" ||
		fail "$*: no '$text' in: $(cat "$tmp/err")"
}

# nothing that reads or writes touches it
old
for command in "$BIN/jevons-query status" "$BIN/jevons-query series" \
	"$BIN/jevons-store load $golden/in" "$BIN/jevons-store dump" \
	"$BIN/jevons-store compact"; do
	expect 78 "has schema 1; type: jevons store migrate" $command
done
gzip -dc "$SRC/tests/pipe/store_schema1.lmdb.gz" | cmp - "$db" ||
	fail "a refused store was changed"

expect 0 "from=1 to=2" "$BIN/jevons-store" migrate
expect 0 "up to date" "$BIN/jevons-store" migrate
expect 0 "" "$BIN/jevons-query" status --verify
"$BIN/jevons-store" dump >"$tmp/dump"
cmp "$golden/out" "$tmp/dump" || fail "the store holds something else"

# as a load of this version would have made it
"$BIN/jevons-store" --db "$tmp/new.lmdb" --now $now --origin auto -q \
	load "$golden/in" 2>/dev/null
tables() {
	"$BIN/jevons-query" status --db "$1" --format tsv --now $now -q |
		grep -P '^rows\t' | cut -f1-3
}
tables "$db" >"$tmp/migrated"
tables "$tmp/new.lmdb" | diff "$tmp/migrated" - >&2 ||
	fail "the migrated store is not as a new one"
grep -qP '^rows\trollup\t[1-9]' "$tmp/migrated" || fail "there is no rollup"
for from in "" --from-rows; do
	"$BIN/jevons-query" series $from --every 1d --since 2025-01-20 \
		--until 2025-03-01 --now $now -q >"$tmp/series$from"
done
cmp "$tmp/series" "$tmp/series--from-rows" || fail "the rollup says else"
[ "$(wc -l <"$tmp/series")" -gt 40 ] || fail "the question has no answer"

# it goes on with it
echo 2025-03-10,2.5 >"$tmp/prices"
expect 0 "" "$BIN/jevons-store" --now 2025-03-11T00:00:00Z observe \
	--series gpu --unit USD "$tmp/prices"
expect 0 "" "$BIN/jevons-query" status --verify

# killed on the way
for i in 0 1 2 3 4 5; do
	rm -f "$db"*
	old
	"$BIN/jevons-store" migrate -q &
	child=$!
	sleep "0.00$i"
	kill -9 $child 2>/dev/null
	wait $child 2>/dev/null
	"$BIN/jevons-query" status -q >/dev/null 2>&1
	status=$?
	[ $status -eq 0 ] || [ $status -eq 78 ] ||
		fail "killed: exit $status"
	"$BIN/jevons-store" migrate -q || fail "killed: it cannot be migrated"
	"$BIN/jevons-store" dump >"$tmp/dump"
	cmp "$golden/out" "$tmp/dump" || fail "killed: lost rows"
	expect 0 "" "$BIN/jevons-query" status --verify
done

# no store, none made
rm -f "$db"*
expect 66 "" "$BIN/jevons-store" migrate
[ -e "$db" ] && fail "migrate made a store"
exit $bad
