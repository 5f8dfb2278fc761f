#!/bin/bash
# What pages and feeds cost beside libxml2's bare parse and beside other programs, in one
# run, so that the ratios hold on a busy machine: trafilatura, readability-lxml and
# resiliparse on the same pages, sfeed on the same feed; and what memory they leave taken.
# usage: tests/bench/pages.sh [BENCH_PROGRAM]      (BIN = folder of the programs)
#   JEVONS_BENCH_PYTHON: a Python with the three; else they are installed from PyPI into a
#     folder of its own, JEVONS_BENCH_VENV (~/.cache/jevons-bench), or said to be absent
#   JEVONS_BENCH_PAGES: how many pages (200); JEVONS_BENCH_DOCUMENTS: of generated ones (100000)
set -eu
SRC=$(cd "$(dirname "$0")/../.." && pwd)
cd "$SRC"
bench=${1:-build/release/tests/bench_parse_pages}
BIN=${BIN:-$SRC/build/release/bin}
data=${JEVONS_TEST_DATA:-../shared}/data/extraction
TMP=$(mktemp -d)
trap 'rm -rf "$TMP"' EXIT

peers() {
	local venv=${JEVONS_BENCH_VENV:-${XDG_CACHE_HOME:-$HOME/.cache}/jevons-bench}
	[ -n "${JEVONS_BENCH_PYTHON:-}" ] && {
		echo "$JEVONS_BENCH_PYTHON"
		return
	}
	[ -x "$venv/bin/python" ] ||
		{
			# an old pip does not resolve what readability-lxml asks for
			python3 -m venv "$venv" && "$venv/bin/pip" install -q -U pip &&
				"$venv/bin/pip" install -q trafilatura readability-lxml resiliparse
		} >"$TMP/pip" 2>&1 || rm -rf "$venv"
	[ -x "$venv/bin/python" ] && echo "$venv/bin/python" || echo python3
}

# user seconds and (where GNU time is installed) peak KiB of a command, its output dropped
cost() {
	local in=$1 seconds kib=-
	shift
	TIMEFORMAT=%U
	seconds=$({ time "$@" <"$in" >/dev/null 2>&1; } 2>&1)
	[ -x /usr/bin/time ] &&
		kib=$(/usr/bin/time -f %M "$@" 2>&1 <"$in" >/dev/null | tail -n 1)
	echo "$seconds $kib"
}

echo "== pages"
if [ -d "$data" ]; then
	# every so many, so that all sets are in it
	find "$data" -name '*.html.gz' | sort >"$TMP/all"
	step=$(($(wc -l <"$TMP/all") / ${JEVONS_BENCH_PAGES:-200} + 1))
	awk -v step="$step" 'NR % step == 0' "$TMP/all" >"$TMP/list"
	xargs "$bench" <"$TMP/list" | tee "$TMP/ours"
	"$(peers)" tests/bench/pages.py <"$TMP/list" | tee "$TMP/theirs"
	awk '/^page to article/ { ours = $4 }
		/pages\/s/ && FILENAME ~ /theirs/ {
			printf "ratio to %-19s %8.1f x\n", $1, ours / $2 }' "$TMP/ours" "$TMP/theirs"
else
	echo "skipped: no pages in $data"
fi

echo "== a feed of 60 MB"
awk 'BEGIN {
	print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
	print "<rss version=\"2.0\"><channel><title>Big</title>"
	while (bytes < 60000000) {
		s = ""
		for (i = 0; i < 60; i++)
			s = s " the price of cards 芯片 went up"
		s = sprintf("<item><title>Story %d &amp; more</title>" \
			"<link>http://h.example/%d</link><guid>g%d</guid>" \
			"<pubDate>Mon, 27 Jan 2025 14:30:05 GMT</pubDate>" \
			"<description>&lt;p&gt;%s&lt;/p&gt;</description></item>", n, n, n, s)
		n++
		bytes += length(s)
		print s
	}
	print "</channel></rss>" }' >"$TMP/feed.xml"
: >"$TMP/times"
for round in 1 2 3; do
	for what in "jevons-parse $BIN/jevons-parse -q $TMP/feed.xml" "sfeed sfeed"; do
		command -v "${what#* }" >/dev/null || [ "${what%% *}" = jevons-parse ] || continue
		read -r name command <<<"$what"
		# shellcheck disable=SC2086
		LC_ALL=C echo "$name $(cost "$TMP/feed.xml" $command)" >>"$TMP/times"
	done
done
# the best of three; sfeed drops contents that are over its field's length, and makes no ids
awk -v bytes="$(wc -c <"$TMP/feed.xml")" '
	!($1 in best) || $2 < best[$1] { best[$1] = $2 }
	{ peak[$1] = $3 }
	END {
		for (n in best)
			printf "%-28s %8.0f MB/s %8s KiB\n", n, bytes / best[n] / 1e6, peak[n]
		if ("sfeed" in best)
			printf "ratio to sfeed               %8.2f x\n", best["sfeed"] / best["jevons-parse"]
		else
			print "sfeed                        skipped: not installed"
	}' "$TMP/times"
"$bench" --feed "$TMP/feed.xml"

echo "== resident memory over many documents"
. tests/pipe/parse/flat.sh
many=${JEVONS_BENCH_DOCUMENTS:-100000}
mapfile -t kib < <(flat $((many / 10)) "$many")
printf 'resident at %7d            %8d KiB\nresident at %7d            %8d KiB\n' \
	$((many / 10)) "${kib[0]}" "$many" "${kib[1]}"
