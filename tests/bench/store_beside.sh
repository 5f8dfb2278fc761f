#!/bin/bash
# The store's rows a second beside SQLite's (libsqlite3-dev) and, where python
# has it, DuckDB's, in one run: the same rows, two tables, batches of 100,000,
# each synced. DuckDB is asked of $DUCKDB_PYTHON, else python3.
# usage: tests/bench/store_beside.sh [BUILD_DIR [ROWS [SERIES]]]
set -eu
cd "$(dirname "$0")/../.."
build=$(cd "${1:-build/release}" && pwd)
rows=${2:-2000000} series=${3:-5000} batch=100000
tmp=$(mktemp -d -p "${TMPDIR:-/tmp}")
trap 'rm -rf "$tmp"' EXIT

# run NAME COMMAND...: its table, kept for the ratios
run() {
	local name=$1
	shift
	echo "== $name, $rows rows, $series series"
	"$@" >"$tmp/$name"
	cat "$tmp/$name"
}
(cd "$tmp" && run store "$build/tests/bench_store_rows" "$rows" "$series" $batch)
if [ -e /usr/include/sqlite3.h ]; then
	cc -O2 -std=c17 -D_XOPEN_SOURCE=700 -o "$tmp/sqlite_rows" \
		tests/bench/beside/sqlite.c -lsqlite3
	for how in arrival sorted; do
		run sqlite-$how "$tmp/sqlite_rows" "$tmp/$how" "$rows" \
			"$series" $batch $how
		rm -f "$tmp/$how"*
	done
else
	echo "no SQLite: install libsqlite3-dev"
fi
python=${DUCKDB_PYTHON:-python3}
if "$python" -c 'import duckdb' 2>/dev/null; then
	run duckdb "$python" tests/bench/beside/duckdb.py "$tmp/s.duckdb" \
		"$rows" "$series" $batch
else
	echo "no DuckDB: make a venv with it and set DUCKDB_PYTHON"
fi

# figures FILE PATTERN: rows/s and rows a second of CPU of the first such line
figures() {
	grep -m1 "^$2" "$1" | sed -E 's/.* ([0-9]+) rows\/s, +([0-9]+) a.*/\1 \2/'
}
for other in sqlite-arrival sqlite-sorted duckdb; do
	[ -e "$tmp/$other" ] || continue
	for what in "put in arrival" "scan, first"; do
		echo "$(figures "$tmp/store" "$what")" \
			"$(figures "$tmp/$other" "$what")" |
			awk -v what="$what" -v other=$other '{
				printf "store / %-14s  %-16s %6.2f by the clock, " \
					"%6.2f by CPU\n", other, what, $1 / $3, $2 / $4 }'
	done
done
