#!/bin/bash
# A file system of the test's own: it fills up under each writing command,
# which then leaves the store as it was; and one that is mounted read-only can
# be asked, not written. Needs a mount namespace: root, or user namespaces.
. "$(dirname "$0")/common.bash"
if [ "${STORE_DISK_INSIDE:-}" != 1 ]; then
	export STORE_DISK_INSIDE=1
	for how in "unshare -m" "unshare -rm"; do
		# shellcheck disable=SC2086
		$how sh -c "mount -t tmpfs none '$TMP'" 2>/dev/null || continue
		rm -rf "$TMP"
		# shellcheck disable=SC2086
		exec $how "$0"
	done
	skip "no mount namespace"
fi
store() {
	"$BIN/jevons-store" --db "$DB" "$@" >"$TMP/out" 2>"$TMP/err"
}
dump() {
	"$BIN/jevons-store" --db "$DB" dump --no-known
}
# full WHAT: the last command met a full disk, in one line with status 74
full() {
	is 74 $? "$1"
	is 1 "$(grep -c level=error "$TMP/err")" "$1: lines"
	has "$TMP/err" 'level=error .*(No space left|exit=74)'
}
trap 'umount "$TMP/disk" 2>/dev/null; clean_up' EXIT
mkdir "$TMP/disk" && mount -t tmpfs -o size=1m none "$TMP/disk" ||
	skip "no tmpfs"
DB=$TMP/disk/s.lmdb
awk -v n=300 -v again=0 -f "$SRC/tests/pipe/store_lines.awk" >"$TMP/in"
awk -v n=4000 -v again=50 -f "$SRC/tests/pipe/store_lines.awk" >"$TMP/more"

store -q load "$TMP/in" || fail "it fits: $?"
dump >"$TMP/first"
store load "$TMP/more"
full "a full disk under load"
# what was committed is there, and whole; the rest comes when there is room
"$BIN/jevons-query" status --verify --db "$DB" >"$TMP/out" 2>"$TMP/err" ||
	fail "the store behind a full disk: $?"
store backup "$TMP/disk/copy.lmdb"
full "a full disk under backup"
[ -e "$TMP/disk/copy.lmdb" ] && fail "a part of a backup is left"
dump >"$TMP/before"
head -c 400000 /dev/zero >"$TMP/disk/filler" 2>/dev/null
store compact
full "a full disk under compact"
ls "$TMP"/disk/s.lmdb.new* 2>/dev/null && fail "left behind"
dump | cmp - "$TMP/before" || fail "compact on a full disk changed the store"
rm "$TMP/disk/filler"
mount -o remount,size=64m "$TMP/disk" || fail "remount"
store -q load "$TMP/more" || fail "load with room: $?"
dump >"$TMP/is"
DB=$TMP/calm.lmdb
"$BIN/jevons-store" --db "$DB" -q load "$TMP/in" "$TMP/more" || fail "calm"
dump | cmp - "$TMP/is" || fail "not the store of a disk with room"

# read-only: asked, never written
DB=$TMP/disk/s.lmdb
mount -o remount,ro "$TMP/disk" || fail "remount read-only"
dump | cmp - "$TMP/is" || fail "a read-only file system cannot be read"
"$BIN/jevons-query" status --verify --db "$DB" >"$TMP/out" 2>"$TMP/err" ||
	fail "a query on a read-only file system: $?"
for command in "load $TMP/in" compact "prune --before 2025-01-01" \
	"adopt core-1" "observe --series s --unit u $TMP/in"; do
	# shellcheck disable=SC2086
	store $command
	is 73 $? "$command on a read-only file system"
	is 1 "$(wc -l <"$TMP/err")" "$command: lines"
	has "$TMP/err" 'cannot open .*Read-only file system'
done
store backup "$TMP/disk/copy.lmdb"
is 73 $? "backup onto a read-only file system"
store backup "$TMP/copy.lmdb" || fail "backup from a read-only one: $?"
exit 0
