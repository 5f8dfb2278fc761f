#!/bin/bash
# Every command of jevons-query over a small history of hand-written scored
# lines (tests/pipe/query/lines.py): stdout, the words of stderr and the exit
# status are compared with the files in tests/pipe/query/expect.
# UPDATE=1 writes them anew: read the difference before you commit it.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
dir=$SRC/tests/pipe/query
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
. "$dir/history.sh"
history both

range="--since 2025-01-20 --until 2025-02-10"
bad=0 n=0
while IFS='|' read -r name args; do
	case $name in '' | \#*) continue ;; esac
	name=${name// /}
	eval "set -- ${args//%R/$range}"
	"$BIN/jevons-query" "$@" --now 2025-02-10T00:00:00Z \
		>"$tmp/out" 2>"$tmp/err"
	status=$?
	{
		sed "s#$tmp#TMP#g" "$tmp/out"
		sed "s#$tmp#TMP#g; s/^/! /" "$tmp/err"
		echo "= $status"
	} >"$tmp/got"
	n=$((n + 1))
	if [ "${UPDATE:-0}" = 1 ]; then
		cp "$tmp/got" "$dir/expect/$name"
	elif ! diff -u "$dir/expect/$name" "$tmp/got"; then
		echo "differs: $name: jevons-query $*"
		bad=1
	fi
done <"$dir/cases"
echo "$n answers"
exit $bad
