#!/bin/bash
# One golden case: run the program of the case's stage and compare. A file
# `filter` in the case is a sed script for the output (what is not compared).
# usage: golden.sh CASE_DIR    (BIN = folder of the programs)
set -u
dir=$1
stage=$(basename "$(dirname "$dir")")
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
cd "$dir" || exit 1
export JEVONS_HOME="$tmp/home" TZ=UTC LC_ALL=C.UTF-8
eval "set -- $(cat args)"
in=/dev/null
[ -f in ] && in=in
program=$BIN/jevons-$stage
[ "$stage" = front ] && program=$BIN/jevons
"$program" "$@" <"$in" >"$tmp/out" 2>"$tmp/err"
status=$?
want=0
[ -f status ] && want=$(cat status)
if [ -f filter ]; then
	sed -E -i -f filter "$tmp/out"
fi
bad=0
if [ "$status" -ne "$want" ]; then
	echo "exit status $status, not $want"
	bad=1
fi
if [ -f out ] && ! diff -u out "$tmp/out"; then
	bad=1
fi
if [ -f err ]; then
	while IFS= read -r pattern; do
		grep -Eq -- "$pattern" "$tmp/err" || {
			echo "stderr has no line like: $pattern"
			bad=1
		}
	done <err
fi
[ $bad -eq 0 ] || cat "$tmp/err"
exit $bad
