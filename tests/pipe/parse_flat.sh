#!/bin/bash
# Memory does not grow with the number of documents: as much at 3,000 as at 300, but for
# what the largest ones need (tests/bench/pages.sh shows 10,000 and 100,000).
. "${SRC:?}/tests/pipe/common.bash"
[ -r /proc/self/status ] || skip "no /proc"
case $(file -b "$BIN/jevons-parse" 2>/dev/null; nm -D "$BIN/jevons-parse" 2>/dev/null) in
*__asan_*) skip "a sanitizer keeps what is freed" ;;
esac
. "$SRC/tests/pipe/parse/flat.sh"
mapfile -t kib < <(flat 300 3000)
[ "${#kib[@]}" = 2 ] || fail "read ${#kib[@]} times, not twice"
[ "${kib[1]}" -le $((kib[0] + kib[0] / 4 + 512)) ] ||
	fail "${kib[0]} KiB at 300 documents, ${kib[1]} at 3,000"
echo "${kib[0]} KiB at 300 documents, ${kib[1]} at 3,000"
