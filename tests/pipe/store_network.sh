#!/bin/bash
# A store on a network file system is refused in one line with status 78, and
# nothing is made there. statfs(2) is answered by a library of the test.
. "$(dirname "$0")/common.bash"
command -v cc >/dev/null || {
	echo "skip: no C compiler"
	exit 77
}
grep -q __asan_init "$BIN/jevons-store" && {
	echo "skip: the sanitizer's library must be the first one"
	exit 77
}
cat >"$TMP/nfs.c" <<'C'
#include <sys/vfs.h>
int statfs(const char *path, struct statfs *s)
{
	(void)path;
	*s = (struct statfs){.f_type = 0x6969};
	return 0;
}
C
cc -shared -fPIC -o "$TMP/nfs.so" "$TMP/nfs.c" || fail "cc"
for command in load dump "backup $TMP/copy"; do
	# shellcheck disable=SC2086
	LD_PRELOAD="$TMP/nfs.so" "$BIN/jevons-store" --db "$TMP/s.lmdb" \
		$command </dev/null >"$TMP/out" 2>"$TMP/err"
	[ $? = 78 ] || fail "$command: status $?"
	[ "$(wc -l <"$TMP/err")" = 1 ] || fail "$command: not one line"
	grep -q "s.lmdb' lies on NFS, a network file system" "$TMP/err" ||
		fail "$command: not told"
done
[ -e "$TMP/s.lmdb" ] && fail "a store was made"
"$BIN/jevons-store" --db "$TMP/s.lmdb" -q load </dev/null || fail "here it works"
exit 0
