#!/bin/bash
# The report in a browser, once in each theme, as wide as a telephone
# (tests/bench/report.sh has the rest).
set -u
: "${BIN:?}" "${SRC:?}"
command -v chromium >/dev/null || { echo "skip: no chromium"; exit 77; }
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
HOME=$tmp timeout 60 chromium --headless --no-sandbox --disable-gpu \
	--user-data-dir="$tmp/profile" --dump-dom about:blank 2>/dev/null |
	grep -q '<html' || { echo "skip: chromium does not start here"; exit 77; }
THEMES=dark WIDTHS=390 STORES=months "$SRC/tests/bench/report.sh" "$BIN"
