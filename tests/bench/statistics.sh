#!/bin/bash
# Every statistic of `series` against numpy and pandas (statistics.py,
# elasticity.py), over years of invented news that our own scorer read, and of
# invented reports and prices: values, standard errors, n.
# usage: tests/bench/statistics.sh [BIN_DIR]     PYTHON=python with pandas
set -eu
cd "$(dirname "$0")/../.."
BIN=$(cd "${1:-build/release/bin}" && pwd)
PYTHON=${PYTHON:-python3}
"$PYTHON" -c 'import numpy, pandas' 2>/dev/null || {
	echo "skip: no numpy, pandas in $PYTHON"
	exit 77
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8 TZ=UTC
mkdir "$JEVONS_HOME"
# taken in month by month, so that it was known at many times
python3 tests/bench/months.py 720 3 14 | "$BIN/jevons-score" -q |
	split -l 1200 - "$tmp/part."
for part in "$tmp"/part.*; do
	now=$(grep -ho '"fetched":"[^"]*"\|"at":"[^"]*"' "$part" | cut -d'"' -f4 |
		sort | tail -n 1)
	"$BIN/jevons-store" load -q --origin auto \
		--now "${now%T*}T23:59:59Z" <"$part"
done
"$BIN/jevons-query" index define news -q --base 2025-02-01..2025-08-01 \
	-e nvidia --now 2026-12-30T01:00:00Z
"$BIN/jevons-query" index define all -q --base 2025-02-01..2025-08-01 \
	-e compute --now 2026-12-30T01:30:00Z
"$BIN/jevons-store" dump >"$tmp/dump"
all=count,share,tone,balance,disagreement,buzz,decay,aes,aev
for every in 1d 1w; do
	[ $every = 1d ] && since=2026-11-01 || since=2026-02-02
	for entity in nvidia deepseek; do
		"$BIN/jevons-query" series -q --entity $entity --every $every \
			--stat $all,z:count,z:tone,z:share --since $since \
			--until 2026-12-21 --now 2026-12-30T02:00:00Z \
			--format jsonl >"$tmp/answer"
		echo "$entity, $every:"
		"$PYTHON" tests/bench/statistics.py "$tmp/dump" "$tmp/answer" \
			$entity
	done
done
echo "compute, 1w:"
"$BIN/jevons-query" series -q --every 1w --since 2026-06-01 \
	--stat jevons,demand-net,cost-net,response --until 2026-12-21 \
	--now 2026-12-30T02:00:00Z --format jsonl >"$tmp/answer"
"$PYTHON" tests/bench/statistics.py "$tmp/dump" "$tmp/answer" nvidia
echo "of a definition, 1d:"
"$BIN/jevons-query" series -q --entity nvidia --stat index:news \
	--since 2025-09-01 --until 2025-10-01 --hypothetical \
	--now 2026-12-30T02:00:00Z --format jsonl >"$tmp/answer"
"$PYTHON" tests/bench/statistics.py "$tmp/dump" "$tmp/answer" nvidia \
	2025-02-01 2025-08-01 2020-01-01T00:00:00Z
"$BIN/jevons-query" series -q -e compute --stat jevons-gap:all \
	--since 2025-09-01 --until 2025-10-01 --hypothetical \
	--now 2026-12-30T02:00:00Z --format jsonl >"$tmp/answer"
"$PYTHON" tests/bench/statistics.py "$tmp/dump" "$tmp/answer" nvidia \
	2025-02-01 2025-08-01 2020-01-01T00:00:00Z
echo "hard figures, 1w:"
export JEVONS_HOME=$tmp/hard
mkdir "$JEVONS_HOME"
"$PYTHON" tests/bench/elasticity.py make "$tmp"
"$BIN/jevons-store" load -q --origin auto --now 2025-09-01T00:00:00Z \
	"$tmp/facts.jsonl"
"$BIN/jevons-store" observe -q --series gpu-hour --unit USD/h \
	--now 2025-09-02T00:00:00Z "$tmp/prices.csv"
"$BIN/jevons-query" series -q --stat elasticity --every 1w --since 2019-01-07 \
	--until 2025-09-01 --spending capex@microsoft --price gpu-hour \
	--now 2026-01-01T00:00:00Z --format jsonl >"$tmp/answer"
"$PYTHON" tests/bench/elasticity.py check "$tmp" "$tmp/answer"
