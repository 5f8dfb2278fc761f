#!/bin/bash
# The query tool on a large store, beside SQLite and DuckDB with the same
# articles and mentions: a year of days of one entity (stories, their share of
# all, their tone), from the start of the process to its last byte, from the
# rollup and from the rows; how many times as long the others take; then the
# matrix in cells a second, and the report.
# usage: tests/bench/query_large.sh [BIN_DIR [ROWS]]     default 10000000
# PYTHON=python with duckdb, or DUCKDB=the shell of DuckDB; needs about 500 bytes
# of disk a row.
set -eu
cd "$(dirname "$0")/../.."
BIN=$(cd "${1:-build/release/bin}" && pwd)
rows=${2:-10000000}
PYTHON=${PYTHON:-python3}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp LC_ALL=C.UTF-8
model=$JEVONS_HOME/models/tiny-0000000000000001
mkdir -p "$model"
cp tests/pipe/query/entities.tsv tests/pipe/query/signals.tsv "$model/"
"$(dirname "$BIN")/tests/bench_store_fill" "$tmp/signals.lmdb" "$rows" "$tmp"
echo "$rows rows, $(stat -c %s "$tmp/signals.lmdb") bytes;" \
	"$(wc -l <"$tmp/articles.csv") articles, $(wc -l <"$tmp/mentions.csv") mentions"

now=2026-01-01T00:00:00Z
year="--since 2025-01-01 --until 2026-01-01 --now $now"
python3 - "$BIN/jevons-query" "$tmp/year" $year <<'EOF2'
import resource, subprocess, sys, time
tool, kept, year = sys.argv[1], sys.argv[2], sys.argv[3:]


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def best(name, args, cells=0, runs=0):
    times = []
    for _ in range(runs or (9 if cells == 0 else 2)):
        began, busy = time.perf_counter(), cpu()
        out = subprocess.run([tool] + args, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL).stdout
        times.append((time.perf_counter() - began, cpu() - busy))
    n = out.count(b"\n")
    least, busy = min(t[0] for t in times), min(t[1] for t in times)
    rate = "" if not cells else "  %.2f M cells/s" % (n * cells / least / 1e6)
    print("jevons-query  %-34s best %8.1f ms, %7.1f of CPU  %7d rows%s" % (
        name, least * 1e3, busy * 1e3, n, rate))
    return least, out


best("--version", ["--version"])
for entity in ("entity-300", "entity-010", "entity-000"):
    ask = ["series", "--entity", entity, "--stat", "count,share,tone"] + year
    took, answer = best("a year of days, " + entity, ask)
    if entity == "entity-300":
        with open(kept, "w") as f:
            f.write("%.3f\n" % (took * 1e3))
    took, rows = best("the same from the rows", ask + ["--from-rows"], runs=3)
    if rows != answer:
        sys.exit("the rollup and the rows give different answers")
best("a month of days", ["series", "--entity", "entity-300", "--stat",
     "count,share,tone", "--since", "2025-12-01"] + year[4:])
best("report of 90 days", ["report", "--since", "2025-10-03"] + year[4:])
many = ",".join("entity-%03d" % i for i in range(100, 130))
stats = "count,share,tone,balance,disagreement,aes,aev,buzz,decay"
best("matrix of hours, 30 entities", ["features", "--entity", many, "--since",
     "2023-02-01", "--every", "1h", "--stat", stats, "--format", "csv"] +
     year[4:], cells=17)
EOF2

# best NAME COMMAND...: of three runs
best() {
	local name=$1 i began
	shift
	for i in 1 2 3; do
		began=$(date +%s%N)
		"$@" >"$tmp/out"
		echo $((($(date +%s%N) - began) / 100000))
	done | sort -n | awk -v name="$name" -v own="$(cat "$tmp/year")" 'NR == 1 {
		printf "%-13s a year of days, entity-300         best %8.1f ms, " \
			"%.1f times as long\n", name, $1 / 10, $1 / 10 / own }'
}
sql="with x as (select story, min(time) as t, tone, relevance as w from mentions
 where entity = 'entity-300' and time >= 1735689600000000
 and time < 1767225600000000 group by story),
 n as (select story, min(time) as t from articles where
 time >= 1735689600000000 and time < 1767225600000000 group by story)
 select d, sum(x), sum(n), sum(wt) / sum(w) from (
 select t / 86400000000 as d, 1 as x, 0 as n, w * tone as wt, w from x
 union all select t / 86400000000, 0, 1, 0, 0 from n) group by d order by d"
if command -v sqlite3 >/dev/null; then
	sqlite3 "$tmp/s.db" "pragma journal_mode = off" \
		"create table articles(time integer, story integer, source integer)" \
		"create table mentions(entity text, time integer, story integer, tone real, relevance real)" \
		".mode csv" ".import $tmp/articles.csv articles" \
		".import $tmp/mentions.csv mentions" \
		"create index a on articles(time, story)" \
		"create index m on mentions(entity, time)" >/dev/null
	best sqlite3 sqlite3 "$tmp/s.db" "$sql"
fi
# of equal times one row tells, as in SQLite
duck=$(echo "$sql" | sed 's/tone, relevance as w from mentions/arg_min(tone, time) as tone, arg_min(relevance, time) as w from mentions/; s,t / 8,t // 8,g')
tables="create table articles as select * from read_csv('$tmp/articles.csv',
	names=['time','story','source']);
create table mentions as select * from read_csv('$tmp/mentions.csv',
	names=['entity','time','story','tone','relevance']);"
DUCKDB=${DUCKDB:-$(command -v duckdb || true)}
if [ -n "$DUCKDB" ]; then
	"$DUCKDB" "$tmp/d.db" "$tables" >/dev/null
	best "duckdb" "$DUCKDB" -readonly -csv "$tmp/d.db" "$duck"
	rm -f "$tmp/d.db"
fi
if "$PYTHON" -c 'import duckdb' 2>/dev/null; then
	"$PYTHON" - "$tmp/d.db" "$tables" "$duck" "$(cat "$tmp/year")" <<'EOF3'
import sys, time, duckdb
db = duckdb.connect(sys.argv[1])
db.execute(sys.argv[2])
db.close()
times = []
for _ in range(3):
    began = time.perf_counter()
    db = duckdb.connect(sys.argv[1], read_only=True)
    rows = db.execute(sys.argv[3]).fetchall()
    db.close()
    times.append(time.perf_counter() - began)
took = min(times) * 1e3
print("DuckDB        a year of days, entity-300         best %8.1f ms, "
      "%.1f times as long (in process, %d rows)" % (
          took, took / float(sys.argv[4]), len(rows)))
EOF3
fi
