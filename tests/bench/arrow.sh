#!/bin/bash
# Whether others read the matrix at once, with right types, nulls and time
# zones: pandas, pyarrow, polars and DuckDB of PyPI, where they are there.
# usage: tests/bench/arrow.sh [BIN_DIR]   PYTHON=python with the four of them
set -eu
cd "$(dirname "$0")/../.."
BIN=$(cd "${1:-build/release/bin}" && pwd)
PYTHON=${PYTHON:-python3}
"$PYTHON" -c 'import pandas, pyarrow, polars, duckdb' 2>/dev/null || {
	echo "skip: no pandas, pyarrow, polars, duckdb in $PYTHON; to have them:"
	echo "  python3 -m venv /tmp/venv"
	echo "  /tmp/venv/bin/pip install pandas pyarrow polars duckdb"
	echo "  PYTHON=/tmp/venv/bin/python $0"
	exit 77
}
dir=tests/pipe/query
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8
for m in 1 2; do
	model=$JEVONS_HOME/models/tiny-000000000000000$m
	mkdir -p "$model"
	cp $dir/entities.tsv $dir/signals.tsv "$model/"
done
mkdir "$tmp/batches"
python3 $dir/matrix.py batches 1 "$tmp/batches"
while read -r i known adopt; do
	"$BIN/jevons-store" load -q --origin auto --now "$known" \
		"$tmp/batches/$i.jsonl"
done <"$tmp/batches/known"
for format in arrow arrows csv jsonl; do
	"$BIN/jevons-query" features -q --entity nvidia,deepseek,compute \
		--stat count,share,tone,balance,jevons,z:tone \
		--since 2025-01-05 --until 2025-12-31 \
		--now 2026-01-01T00:00:00Z --format $format >"$tmp/m.$format"
done
cp "$tmp/m.arrow" "$tmp/m2.arrow"
"$PYTHON" tests/bench/arrow.py "$tmp/m.arrow" "$tmp/m.arrows" "$tmp/m.csv" \
	"$tmp/m.jsonl"
# more rows than one batch holds, and texts
"$BIN/jevons-query" features -q --entity nvidia,deepseek,compute --every 1h \
	--since 2015-01-05 --until 2025-12-31 --stat count,tone \
	--now 2026-01-01T00:00:00Z --format arrow >"$tmp/hours.arrow"
"$BIN/jevons-query" mentions -q --since 2025-01-01 --until 2026-01-01 \
	--origin all --now 2026-01-01T00:00:00Z --format arrow >"$tmp/m.arrow"
"$PYTHON" - "$tmp/hours.arrow" "$tmp/m.arrow" <<'EOF2'
import sys
import pyarrow.feather
hours, mentions = map(pyarrow.feather.read_table, sys.argv[1:])
for t in (hours, mentions):
    t.validate(full=True)
    print("%d rows, %d columns, %d batches" % (
        t.num_rows, t.num_columns, t.column(0).num_chunks))
assert hours.column(0).num_chunks > 1
assert str(mentions.schema.field("title").type) == "string"
EOF2

# the example of the README, on prices of every twelve hours
sed -n '/^    import pandas/,/^Each price/{/^Each/d;s/^    //;p}' README.md \
	>"$tmp/example.py"
cp "$tmp/m2.arrow" "$tmp/features.arrow"
"$PYTHON" - "$tmp" <<'EOF3'
import os, sys
import pandas as pd
os.chdir(sys.argv[1])
times = pd.date_range("2025-01-10", "2025-03-20", freq="12h", tz="UTC")
pd.DataFrame({"time": times, "close": range(100, 100 + len(times))}).to_csv(
    "prices.csv", index=False)
space = {}
exec(open("example.py").read(), space)
data, x = space["data"], space["x"]
assert len(data) == len(times) and data["tone"].notna().sum() > 20
late = data[data["available"].notna() & (data["available"] >= data["time"])]
assert late.empty, late
for row in data.itertuples():
    had = x[x["available"] < row.time]
    assert pd.isna(row.available) if had.empty else \
        row.available == had["available"].max()
print("README: %d prices joined, none looks ahead" % len(data))
EOF3
