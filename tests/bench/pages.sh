#!/bin/bash
# What pages and feeds cost beside libxml2's bare parse, and beside other programs on the
# same files where they are installed; the ratios are of one run.
# usage: tests/bench/pages.sh [BENCH_PROGRAM]
#   JEVONS_BENCH_PYTHON: a Python with trafilatura, readability-lxml, resiliparse (python3)
#   JEVONS_BENCH_PAGES: how many pages (200)
set -eu
cd "$(dirname "$0")/../.."
bench=${1:-build/release/tests/bench_parse_pages}
data=${JEVONS_TEST_DATA:-../shared}/data/extraction
python=${JEVONS_BENCH_PYTHON:-python3}
[ -d "$data" ] || {
	echo "skip: no pages in $data"
	exit 77
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
# every so many, so that all sets are in it
find "$data" -name '*.html.gz' | sort >"$tmp/all"
step=$(($(wc -l <"$tmp/all") / ${JEVONS_BENCH_PAGES:-200} + 1))
awk -v step="$step" 'NR % step == 0' "$tmp/all" >"$tmp/list"
xargs "$bench" <"$tmp/list" | tee "$tmp/ours"
"$python" tests/bench/pages.py <"$tmp/list" | tee "$tmp/theirs"
awk '/^page to article/ { ours = $4 }
	/pages\/s/ && FILENAME ~ /theirs/ {
		printf "ratio to %-19s %8.1f x\n", $1, ours / $2 }' \
	"$tmp/ours" "$tmp/theirs"

# a feed of some 60 MB, made here
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
	print "</channel></rss>" }' >"$tmp/feed.xml"
"$bench" --feed "$tmp/feed.xml"
if command -v sfeed >/dev/null; then
	LC_ALL=C TIMEFORMAT="sfeed                        %U s"
	time sfeed <"$tmp/feed.xml" >/dev/null
else
	echo "sfeed                        skipped: not installed"
fi
